//! The names of everything that can go wrong.

use crate::names::named;

named! {
    /// The stable name of an error.
    pub enum ErrorCode {
        /// No provider has that name.
        UnknownProvider = "unknown_provider",
        /// A provider's description file cannot be used.
        BadDescription = "bad_description",
        /// The site's address is not one.
        BadAddress = "bad_address",
        /// The site's address is not encrypted.
        InsecureAddress = "insecure_address",
        /// No account is stored.
        NoAccount = "no_account",
        /// No account has that login.
        UnknownAccount = "unknown_account",
        /// Several accounts fit, and none was chosen.
        WhichAccount = "which_account",
        /// The month is not stored.
        MonthNotKept = "month_not_kept",
        /// The cursor of a search is not one that a page of it named.
        NotACursor = "not_a_bookmark",
        /// The account was not read yet.
        NothingRead = "nothing_read",
        /// Nothing is stored for the requested days.
        NothingToExport = "nothing_to_export",
        /// The format does not hold that many operations.
        TooManyRows = "too_many_rows",
        /// An export was not put together.
        NotExported = "not_exported",
        /// A file was not written.
        FileNotWritten = "file_not_written",
        /// The site shows no such link, or one that leads elsewhere.
        NoLink = "no_link",
        /// The system refused a request of the program.
        SystemRefused = "system_refused",
        /// The keyring has no password, and none was given.
        PasswordNeeded = "password_needed",
        /// The site refused the login or the password.
        BadCredentials = "bad_credentials",
        /// The site showed the sign-in form again without a reason.
        SignInFormAgain = "sign_in_form_again",
        /// The site cannot sign anyone in at the moment.
        SignInUnavailable = "sign_in_unavailable",
        /// The site counts too many attempts to sign in.
        TooManyAttempts = "too_many_attempts",
        /// The account is locked at the site.
        AccountLocked = "account_locked",
        /// The password has expired at the site.
        PasswordExpired = "password_expired",
        /// The site lets customers in only from the provider's own network.
        OwnNetworkOnly = "own_network_only",
        /// The contract with the provider has ended.
        ContractEnded = "contract_ended",
        /// The site denied access without a reason.
        AccessDenied = "access_denied",
        /// The site could not be reached.
        Offline = "offline",
        /// The site is out of order.
        SiteDown = "site_down",
        /// The site requires fewer requests.
        RateLimited = "rate_limited",
        /// The site is under maintenance.
        Maintenance = "maintenance",
        /// A page was not understood.
        SiteChanged = "site_changed",
        /// A page led to another site.
        LeftSite = "left_site",
        /// The answer is not a page.
        Unreadable = "unreadable",
        /// The site kept asking to sign in again.
        SessionEnded = "session_ended",
        /// Only a browser passes the sign-in.
        NeedsBrowser = "needs_browser",
        /// The folder of the database cannot be used.
        DataFolder = "data_folder",
        /// The database is damaged.
        DatabaseDamaged = "database_damaged",
        /// A newer release wrote the database.
        DatabaseNewer = "database_newer",
        /// Another program is writing to the database.
        DatabaseBusy = "database_busy",
        /// The disk is full.
        DiskFull = "disk_full",
        /// The database failed in another way.
        DatabaseFailed = "database",
        /// The keyring does not give the key of the database.
        DatabaseLocked = "database_locked",
        /// The key of the database is lost.
        DatabaseKeyLost = "database_key_lost",
        /// The data wait for their passphrase.
        PassphraseNeeded = "passphrase_needed",
        /// The file is not a whole backup.
        NotABackup = "not_a_backup",
        /// The passphrase does not open the data or the backup.
        WrongPassphrase = "wrong_passphrase",
        /// The site shows another account than before.
        AnotherAccount = "another_account",
        /// The customer cancelled it.
        Cancelled = "cancelled",
        /// The customer closed the site's window before signing in.
        SignInGivenUp = "sign_in_given_up",
        /// A warning: the account is stored, but its password is not.
        PasswordNotKept = "password_not_kept",
        /// A warning: the password may still be in the keyring.
        PasswordNotDeleted = "password_not_deleted",
        /// A warning: a description file sends the password to another host.
        ForeignHost = "foreign_host",
        /// The expected source of a password gave none.
        NoPassword = "no_password",
        /// A new passphrase was typed in two ways.
        PassphrasesDiffer = "passphrases_differ",
        /// The system has no folder for a program's data.
        NoDataFolder = "no_data_folder",
        /// A terminal cannot show the format.
        BinaryToTerminal = "binary_to_terminal",
        /// The demo site did not start.
        DemoNotStarted = "demo_not_started",
        /// The server with the updates was not reached.
        UpdateUnreachable = "update_unreachable",
        /// An update was not accepted.
        UpdateRefused = "update_refused",
        /// Standard output failed.
        OutputFailed = "output_failed",
        /// The system refused something that every program needs.
        SystemFailed = "system_failed",
        /// The command line was not understood.
        Usage = "usage",
    }
}

named! {
    /// The next step of a customer after an error.
    pub enum Remedy {
        /// Enter the password anew.
        EnterPassword = "enter_password",
        /// Enter the passphrase of the data.
        EnterPassphrase = "enter_passphrase",
        /// Sign in on the site's own page.
        SignInInBrowser = "sign_in_in_browser",
        /// Look at the site, and at the figures that were read.
        OpenSite = "open_site",
        /// Correct the account in the settings.
        OpenSettings = "open_settings",
        /// Correct the site's address.
        CorrectAddress = "correct_address",
        /// Look for the file in the folder of the data.
        OpenDataFolder = "open_data_folder",
        /// Try again.
        Retry = "retry",
    }
}

const REMEDIES: [(ErrorCode, Remedy); 13] = [
    (ErrorCode::BadCredentials, Remedy::EnterPassword),
    (ErrorCode::PassphraseNeeded, Remedy::EnterPassphrase),
    (ErrorCode::NeedsBrowser, Remedy::SignInInBrowser),
    (ErrorCode::SiteChanged, Remedy::OpenSite),
    (ErrorCode::Unreadable, Remedy::OpenSite),
    (ErrorCode::AnotherAccount, Remedy::OpenSettings),
    (ErrorCode::BadAddress, Remedy::CorrectAddress),
    (ErrorCode::InsecureAddress, Remedy::CorrectAddress),
    (ErrorCode::DatabaseDamaged, Remedy::OpenDataFolder),
    (ErrorCode::BadDescription, Remedy::OpenDataFolder),
    (ErrorCode::SessionEnded, Remedy::Retry),
    (ErrorCode::DatabaseBusy, Remedy::Retry),
    (ErrorCode::DatabaseLocked, Remedy::Retry),
];

impl ErrorCode {
    /// Returns true if the site was not reached.
    pub fn is_unreachable(self) -> bool {
        matches!(
            self,
            Self::Offline | Self::SiteDown | Self::RateLimited | Self::Maintenance | Self::SignInUnavailable
        )
    }

    /// Returns true if neither the program nor the data are at fault.
    pub fn is_calm(self) -> bool {
        self.is_unreachable()
            || matches!(
                self,
                Self::Cancelled
                    | Self::PasswordNotKept
                    | Self::PassphraseNeeded
                    | Self::NeedsBrowser
                    | Self::UpdateUnreachable
            )
    }

    /// Returns the next step of a customer; `None` if the program can offer none.
    pub fn remedy(self) -> Option<Remedy> {
        let own = REMEDIES.iter().find(|(code, _)| *code == self).map(|(_, remedy)| *remedy);
        own.or(self.is_unreachable().then_some(Remedy::Retry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_leads_to_the_step_that_gets_over_it() {
        assert_eq!(ErrorCode::Offline.remedy(), Some(Remedy::Retry));
        assert_eq!(ErrorCode::BadCredentials.remedy(), Some(Remedy::EnterPassword));
        assert_eq!(ErrorCode::DiskFull.remedy(), None);
        assert!(ErrorCode::SiteDown.is_calm() && !ErrorCode::BadCredentials.is_calm());
    }
}
