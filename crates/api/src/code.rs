/// How a program that was asked for something ends. Scripts rely on the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It is done, whatever else is to be said.
    Done = 0,
    /// What was found out could not be written out.
    Output = 1,
    /// It was not asked in the right way.
    Usage = 2,
    /// The site refused the login or the password.
    Refused = 3,
    /// No network, no answer in time, or the site is down.
    Unreachable = 4,
    /// A page was not understood.
    NotUnderstood = 5,
    /// The cabinet needs a browser.
    Browser = 6,
    /// The local database.
    Database = 7,
    /// Another account than before.
    AnotherAccount = 8,
    /// It was told to stop.
    Cancelled = 130,
}

impl Exit {
    /// Its number.
    pub fn number(self) -> u8 {
        self as u8
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal => $exit:ident,)*) => {
        /// What happened, for programs. The names never change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $code,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// Its name on the wire, which is its id in the catalogue too.
            pub fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// How the program ends.
            pub fn exit(self) -> Exit {
                match self { $(Self::$code => Exit::$exit,)* }
            }
        }
    };
}

codes! {
    /// No provider has that name.
    UnknownProvider = "unknown_provider" => Usage,
    /// What a person wrote of a provider cannot be used.
    BadDescription = "bad_description" => Usage,
    /// The site's address is not one.
    BadAddress = "bad_address" => Usage,
    /// The site's address is not encrypted.
    InsecureAddress = "insecure_address" => Usage,
    /// No account was signed in to yet.
    NoAccount = "no_account" => Usage,
    /// No account has that login.
    UnknownAccount = "unknown_account" => Usage,
    /// There are several accounts, and none was chosen.
    WhichAccount = "which_account" => Usage,
    /// The month is not kept.
    MonthNotKept = "month_not_kept" => Usage,
    /// The next page of a search was asked for with something else than the page before named.
    NotABookmark = "not_a_bookmark" => Usage,
    /// Nothing was read of the account yet.
    NothingRead = "nothing_read" => Usage,
    /// Nothing is kept for those days.
    NothingToExport = "nothing_to_export" => Usage,
    /// The format does not hold that many operations.
    TooManyRows = "too_many_rows" => Usage,
    /// An export was not put together.
    NotExported = "not_exported" => Output,
    /// A file was not written.
    FileNotWritten = "file_not_written" => Output,
    /// The cabinet shows no such button.
    NoLink = "no_link" => Usage,
    /// The system did not do what the program asked of it.
    SystemRefused = "system_refused" => Usage,
    /// The keyring has no password, and none was given.
    PasswordNeeded = "password_needed" => Usage,
    /// The site refused the login or the password.
    BadCredentials = "bad_credentials" => Refused,
    /// The site could not be reached.
    Offline = "offline" => Unreachable,
    /// The site is out of order.
    SiteDown = "site_down" => Unreachable,
    /// The site asks for fewer requests.
    RateLimited = "rate_limited" => Unreachable,
    /// Works are going on at the site.
    Maintenance = "maintenance" => Unreachable,
    /// A page does not show what it should.
    SiteChanged = "site_changed" => NotUnderstood,
    /// The way led to another site.
    LeftSite = "left_site" => NotUnderstood,
    /// An answer that no honest page is like.
    Unreadable = "unreadable" => NotUnderstood,
    /// The site kept asking to sign in again.
    SessionEnded = "session_ended" => NotUnderstood,
    /// Only a browser passes the sign-in.
    NeedsBrowser = "needs_browser" => Browser,
    /// The folder of the database cannot be used.
    DataFolder = "data_folder" => Database,
    /// The database is damaged.
    DatabaseDamaged = "database_damaged" => Database,
    /// A newer release wrote the database.
    DatabaseNewer = "database_newer" => Database,
    /// Another program is writing to the database.
    DatabaseBusy = "database_busy" => Database,
    /// The disk is full.
    DiskFull = "disk_full" => Database,
    /// The database failed in another way.
    DatabaseFailed = "database" => Database,
    /// The site shows another account than before.
    AnotherAccount = "another_account" => AnotherAccount,
    /// The person stopped it.
    Cancelled = "cancelled" => Cancelled,
    /// The person closed the site's window before they had signed in there.
    SignInGivenUp = "sign_in_given_up" => Cancelled,
    /// A warning: the account is remembered, but its password is not kept.
    PasswordNotKept = "password_not_kept" => Done,
    /// A warning: the password may still be in the keyring.
    PasswordNotDeleted = "password_not_deleted" => Done,
}
