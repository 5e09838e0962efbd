use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;
use kabinet_domain::{AccountNumber, Month};
use kabinet_export::ExportError;
use kabinet_providers::{Declaration, DescriptionError, ProviderError};
use kabinet_store::StoreError;
use url::Url;

use crate::{Code, SecretsError};

/// Why something was not done, or not wholly. What it says to people is [`ApiError::words`].
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// No provider has that name.
    #[error("no provider is called {id}")]
    UnknownProvider {
        /// What was asked for.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
    /// What a person wrote of a provider cannot be used.
    #[error(transparent)]
    BadDescription(#[from] DescriptionError),
    /// Not the address of a site.
    #[error("not the address of a site: {text}")]
    BadAddress {
        /// What was given, without a name and password before an `@`.
        text: String,
    },
    /// No account was signed in to yet.
    #[error("no account is kept")]
    NoAccount,
    /// No account has that login.
    #[error("no account with the login {login} is kept")]
    UnknownAccount {
        /// What was asked for.
        login: String,
        /// What there is.
        kept: Vec<String>,
    },
    /// There are several accounts, and none was chosen.
    #[error("several accounts are kept: {}", kept.join(", "))]
    WhichAccount {
        /// What there is.
        kept: Vec<String>,
    },
    /// The month is not kept.
    #[error("{month} is not kept")]
    MonthNotKept {
        /// What was asked for.
        month: Month,
        /// The first and the last month that is kept.
        kept: Option<(Month, Month)>,
    },
    /// The next page of a search was asked for with something else than the page before named.
    #[error("not what a page of a search names as the next")]
    NotABookmark,
    /// Nothing was read of the account yet.
    #[error("nothing was read of the account {login} yet")]
    NothingRead {
        /// The account's login.
        login: String,
    },
    /// Nothing is kept for those days.
    #[error("nothing of {login} is kept for those days")]
    NothingToExport {
        /// The account's login.
        login: String,
    },
    /// An export was not put together, or not taken where it was written to.
    #[error(transparent)]
    NotExported(#[from] ExportError),
    /// A file was not written. What was there before is as it was.
    #[error("the file {} is not written: {error}", file.display())]
    FileNotWritten {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The cabinet shows no such button, or one that leads elsewhere.
    #[error("the cabinet has no such link")]
    NoLink,
    /// The system did not do what the program asked of it.
    #[error("the system refused: {0}")]
    SystemRefused(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The keyring has no password, and none was given.
    #[error("the password of {login} is needed: {why}")]
    PasswordNeeded {
        /// The account's login.
        login: String,
        /// Why the keyring does not have it.
        #[source]
        why: SecretsError,
    },
    /// The cabinet was not read.
    #[error("{error}")]
    Cabinet {
        /// Whose cabinet it is.
        cabinet: Box<Cabinet>,
        /// What happened there.
        #[source]
        error: ProviderError,
        /// How old the data are that are kept.
        kept: Option<KeptData>,
    },
    /// The site shows another account than before.
    #[error("the site shows the account {shown}, and {stored} is kept")]
    AnotherAccount {
        /// The number that is kept.
        stored: AccountNumber,
        /// The number that the site shows.
        shown: AccountNumber,
    },
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The person closed the site's window before they had signed in there.
    #[error("the window of the site was closed")]
    SignInGivenUp,
    /// The folder of the database cannot be used.
    #[error("the folder {} cannot be used: {error}", folder.display())]
    DataFolder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The database did not do what it was asked to.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// The account is remembered, but its password is not kept.
    #[error("the password is not kept: {0}")]
    PasswordNotKept(#[source] SecretsError),
    /// The password may still be in the keyring.
    #[error("the password is not deleted: {0}")]
    PasswordNotDeleted(#[source] SecretsError),
}

/// A provider's cabinet at an address.
#[derive(Debug, Clone)]
pub struct Cabinet {
    /// Whose it is.
    pub provider: Declaration,
    /// The front page of its site.
    pub site: Url,
}

/// Data that are kept while a refresh fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptData {
    /// The day they were read, at the provider.
    pub read_on: NaiveDate,
    /// Today, at the provider.
    pub today: NaiveDate,
}

impl ApiError {
    /// What happened, for programs.
    pub fn code(&self) -> Code {
        match self {
            Self::UnknownProvider { .. } => Code::UnknownProvider,
            Self::BadDescription(_) => Code::BadDescription,
            Self::BadAddress { .. } => Code::BadAddress,
            Self::NoAccount => Code::NoAccount,
            Self::UnknownAccount { .. } => Code::UnknownAccount,
            Self::WhichAccount { .. } => Code::WhichAccount,
            Self::MonthNotKept { .. } => Code::MonthNotKept,
            Self::NotABookmark => Code::NotABookmark,
            Self::NothingRead { .. } => Code::NothingRead,
            Self::NothingToExport { .. } => Code::NothingToExport,
            Self::NotExported(error) => code_of_export(error),
            Self::FileNotWritten { .. } => Code::FileNotWritten,
            Self::NoLink => Code::NoLink,
            Self::SystemRefused(_) => Code::SystemRefused,
            Self::PasswordNeeded { .. } => Code::PasswordNeeded,
            Self::Cabinet { error, .. } => code_of_cabinet(error),
            Self::AnotherAccount { .. } => Code::AnotherAccount,
            Self::Cancelled => Code::Cancelled,
            Self::SignInGivenUp => Code::SignInGivenUp,
            Self::DataFolder { .. } => Code::DataFolder,
            Self::Database(error) => code_of_database(error),
            Self::PasswordNotKept(_) => Code::PasswordNotKept,
            Self::PasswordNotDeleted(_) => Code::PasswordNotDeleted,
        }
    }
}

fn code_of_cabinet(error: &ProviderError) -> Code {
    match error {
        ProviderError::BadCredentials { .. } => Code::BadCredentials,
        ProviderError::SiteChanged { .. } => Code::SiteChanged,
        ProviderError::NeedsBrowser { .. } => Code::NeedsBrowser,
        ProviderError::SessionEnded => Code::SessionEnded,
        ProviderError::Offline { .. } => Code::Offline,
        ProviderError::SiteDown { .. } => Code::SiteDown,
        ProviderError::RateLimited { .. } => Code::RateLimited,
        ProviderError::Maintenance => Code::Maintenance,
        ProviderError::LeftSite { .. } => Code::LeftSite,
        ProviderError::Insecure { .. } => Code::InsecureAddress,
        ProviderError::Unreadable { .. } => Code::Unreadable,
    }
}

fn code_of_export(error: &ExportError) -> Code {
    match error {
        ExportError::TooManyRows => Code::TooManyRows,
        ExportError::Write(_) | ExportError::Workbook(_) | ExportError::Font | ExportError::Pdf(_) => {
            Code::NotExported
        }
    }
}

fn code_of_database(error: &StoreError) -> Code {
    match error {
        StoreError::Damaged(_) => Code::DatabaseDamaged,
        StoreError::Newer { .. } => Code::DatabaseNewer,
        StoreError::Busy => Code::DatabaseBusy,
        StoreError::DiskFull => Code::DiskFull,
        StoreError::CannotOpen(_) | StoreError::NoSuchAccount | StoreError::Sqlite(_) => Code::DatabaseFailed,
    }
}
