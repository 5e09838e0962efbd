//! Exit codes of the program.

use kabinet_domain::ErrorCode;

/// The exit code of the program.
///
/// Scripts rely on the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The command succeeded, perhaps with a warning.
    Done = 0,
    /// The result could not be written.
    Output = 1,
    /// The command cannot be carried out as it was given.
    Usage = 2,
    /// The site refused the login or the password.
    Refused = 3,
    /// No network, no answer in time, or the site is down.
    Unreachable = 4,
    /// A page was not understood.
    NotUnderstood = 5,
    /// The sign-in needs a browser.
    Browser = 6,
    /// The local database failed.
    Database = 7,
    /// The site shows another account than before.
    AnotherAccount = 8,
    /// The balance was read, and something else was not.
    Partial = 9,
    /// The command was cancelled.
    Cancelled = 130,
}

impl Exit {
    /// Returns the number.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Returns the exit code that reports an error.
    #[expect(clippy::too_many_lines, reason = "it has one line for each error code")]
    pub fn of(code: ErrorCode) -> Self {
        match code {
            ErrorCode::UnknownProvider
            | ErrorCode::BadDescription
            | ErrorCode::BadAddress
            | ErrorCode::InsecureAddress
            | ErrorCode::NoAccount
            | ErrorCode::UnknownAccount
            | ErrorCode::WhichAccount
            | ErrorCode::MonthNotKept
            | ErrorCode::NotACursor
            | ErrorCode::NothingRead
            | ErrorCode::NothingToExport
            | ErrorCode::TooManyRows
            | ErrorCode::NoLink
            | ErrorCode::SystemRefused
            | ErrorCode::PasswordNeeded
            | ErrorCode::NoPassword
            | ErrorCode::PassphrasesDiffer
            | ErrorCode::NotABackup
            | ErrorCode::WrongPassphrase
            | ErrorCode::NoDataFolder
            | ErrorCode::BinaryToTerminal
            | ErrorCode::DemoNotStarted
            | ErrorCode::Usage => Self::Usage,
            ErrorCode::NotExported
            | ErrorCode::FileNotWritten
            | ErrorCode::UpdateUnreachable
            | ErrorCode::UpdateRefused
            | ErrorCode::OutputFailed
            | ErrorCode::SystemFailed => Self::Output,
            ErrorCode::BadCredentials
            | ErrorCode::SignInFormAgain
            | ErrorCode::TooManyAttempts
            | ErrorCode::AccountLocked
            | ErrorCode::PasswordExpired
            | ErrorCode::OwnNetworkOnly
            | ErrorCode::ContractEnded
            | ErrorCode::AccessDenied => Self::Refused,
            ErrorCode::Offline
            | ErrorCode::SiteDown
            | ErrorCode::RateLimited
            | ErrorCode::Maintenance
            | ErrorCode::SignInUnavailable => Self::Unreachable,
            ErrorCode::SiteChanged
            | ErrorCode::LeftSite
            | ErrorCode::Unreadable
            | ErrorCode::SessionEnded => Self::NotUnderstood,
            ErrorCode::NeedsBrowser => Self::Browser,
            ErrorCode::DataFolder
            | ErrorCode::DatabaseDamaged
            | ErrorCode::DatabaseNewer
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::PassphraseNeeded
            | ErrorCode::DatabaseKeyLost
            | ErrorCode::DiskFull
            | ErrorCode::DatabaseFailed => Self::Database,
            ErrorCode::AnotherAccount => Self::AnotherAccount,
            ErrorCode::Cancelled | ErrorCode::SignInGivenUp => Self::Cancelled,
            ErrorCode::PasswordNotKept | ErrorCode::PasswordNotDeleted | ErrorCode::ForeignHost => Self::Done,
        }
    }
}
