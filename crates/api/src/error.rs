//! Errors of the use cases.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use kabinet_domain::{AccountNumber, Month};
use kabinet_export::ExportError;
use kabinet_providers::{ProfileError, Provider, ProviderError, ProviderInfo};
use kabinet_store::{SetAside, SetAsideReason, StoreError};
use kabinet_sync::SyncError;
use url::Url;

use crate::{ErrorCode, SecretsError};

/// The failure of a use case.
///
/// Its texts are [`ApiError::localize`].
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// No provider has that name.
    #[error("no provider is called {id}")]
    UnknownProvider {
        /// The requested one.
        id: String,
        /// The stored ones.
        known: Vec<String>,
    },
    /// A description file of a provider cannot be used.
    #[error(transparent)]
    BadDescription(#[from] ProfileError),
    /// The text is not the address of a site.
    #[error("not the address of a site: {text}")]
    BadAddress {
        /// The text, without a name and password before an `@`.
        text: String,
    },
    /// No account is stored.
    #[error("no account is kept")]
    NoAccount,
    /// No account has that login.
    #[error("no account with the login {login} is kept")]
    UnknownAccount {
        /// The requested one.
        login: String,
        /// The stored ones.
        kept: Vec<String>,
    },
    /// Several accounts fit, and none was chosen.
    #[error("several accounts are kept: {}", kept.join(", "))]
    WhichAccount {
        /// The stored ones.
        kept: Vec<String>,
    },
    /// The month is not stored.
    #[error("{month} is not kept")]
    MonthNotKept {
        /// The requested one.
        month: Month,
        /// The first and the last stored month; `None` if there are none.
        kept: Option<(Month, Month)>,
    },
    /// The cursor of a search is not one that a page of it returned.
    #[error("not what a page of a search names as the next")]
    NotACursor,
    /// The account was never read.
    #[error("nothing was read of the account {login} yet")]
    NothingRead {
        /// The account's login.
        login: String,
    },
    /// Nothing is stored for the requested days.
    #[error("nothing of {login} is kept for those days")]
    NothingToExport {
        /// The account's login.
        login: String,
    },
    /// An export failed, or its output did.
    #[error(transparent)]
    NotExported(#[from] ExportError),
    /// Writing a file failed.
    ///
    /// An existing file is unchanged.
    #[error("the file {} is not written: {error}", file.display())]
    FileNotWritten {
        /// The file.
        file: PathBuf,
        /// The error of the system.
        #[source]
        error: io::Error,
    },
    /// The site shows no such link, or one that leads elsewhere.
    #[error("the portal has no such link")]
    NoLink,
    /// The system refused a request of the program.
    #[error("the system refused: {0}")]
    SystemRefused(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The keyring has no password, and none was given.
    #[error("the password of {login} is needed: {why}")]
    PasswordNeeded {
        /// The account's login.
        login: String,
        /// The error of the keyring.
        #[source]
        why: SecretsError,
    },
    /// The site was not read.
    #[error("{error}")]
    Provider {
        /// The provider and its site.
        portal: Box<Portal>,
        /// The error of the visit.
        #[source]
        error: ProviderError,
        /// The age of the stored data; `None` if there are none.
        kept: Option<KeptData>,
    },
    /// The site shows another account than before.
    #[error("the site shows the account {shown}, and {stored} is kept")]
    AnotherAccount {
        /// The stored number.
        stored: AccountNumber,
        /// The number that the site shows.
        shown: AccountNumber,
    },
    /// The customer cancelled it.
    #[error("cancelled")]
    Cancelled,
    /// The customer closed the site's window before signing in.
    #[error("the window of the site was closed")]
    SignInGivenUp,
    /// The folder of the database cannot be used.
    #[error("the folder {} cannot be used: {error}", folder.display())]
    DataFolder {
        /// The folder.
        folder: PathBuf,
        /// The error of the system.
        #[source]
        error: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] StoreError),
    /// The keyring does not give the key of the database, which stays as it is.
    #[error("the key of the database cannot be read: {why}")]
    DatabaseLocked {
        /// The error of the keyring.
        #[source]
        why: Arc<SecretsError>,
    },
    /// The data wait for their passphrase.
    #[error("the passphrase of the data is needed")]
    PassphraseNeeded,
    /// The passphrase does not open the data, which stay as they are.
    #[error("the passphrase does not open the data")]
    WrongPassphrase,
    /// The database was put aside, and a new one has taken its place.
    #[error("the database was put aside as {}", .0.file.display())]
    SetAside(SetAside),
    /// The account is stored, but its password is not.
    #[error("the password is not kept: {0}")]
    PasswordNotKept(#[source] SecretsError),
    /// The account is stored, but its browser session is not.
    #[error("the session is not kept: {0}")]
    SessionNotKept(#[source] SecretsError),
    /// The password may still be in the keyring.
    #[error("the password is not deleted: {0}")]
    PasswordNotDeleted(#[source] SecretsError),
    /// The server with the updates was not reached, or its answer broke off.
    #[error("the server with the updates was not reached: {host}")]
    UpdateUnreachable {
        /// The host of the server.
        host: String,
    },
    /// An update was not accepted.
    ///
    /// The installed program is unchanged.
    #[error("the update is refused: {0:?}")]
    UpdateRefused(UpdateRefusal),
}

/// The reason why an update is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpdateRefusal {
    /// The server answered with an error.
    ServerFailed {
        /// The HTTP status.
        status: u16,
    },
    /// An address is not encrypted.
    Insecure {
        /// The host of the address.
        host: String,
    },
    /// An address is on a host that is not one of the release's.
    ForeignHost {
        /// The host of the address.
        host: String,
    },
    /// The description of the newest version is not one.
    NotUnderstood,
    /// An answer is larger than any description or package.
    TooLarge,
    /// The newest version has no package for this system.
    NoPackage,
    /// The package has no signature that names its version.
    NotSigned,
    /// The package is signed with another key.
    ForeignKey,
    /// The package is not the one that was signed: it was changed or cut off.
    Altered,
    /// The package is signed as another version than the server names.
    OtherVersion {
        /// The version that was signed.
        signed: String,
        /// The version that the server names.
        announced: String,
    },
    /// The package is for another system.
    OtherSystem,
    /// The version is no longer offered.
    NotOffered,
}

/// A completed action with an optional warning.
#[derive(Debug)]
pub struct WithWarning<T> {
    /// The result.
    pub outcome: T,
    /// A failure that did not undo the action.
    pub warning: Option<ApiError>,
}

/// A provider's portal at an address.
#[derive(Debug, Clone)]
pub struct Portal {
    /// The provider.
    pub provider: ProviderInfo,
    /// The front page of its site.
    pub site: Url,
}

/// The age of stored data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptData {
    /// The day of the reading, at the provider.
    pub read_on: NaiveDate,
    /// The current day, at the provider.
    pub today: NaiveDate,
}

impl ApiError {
    /// Returns the stable code.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::UnknownProvider { .. } => ErrorCode::UnknownProvider,
            Self::BadDescription(_) => ErrorCode::BadDescription,
            Self::BadAddress { .. } => ErrorCode::BadAddress,
            Self::NoAccount => ErrorCode::NoAccount,
            Self::UnknownAccount { .. } => ErrorCode::UnknownAccount,
            Self::WhichAccount { .. } => ErrorCode::WhichAccount,
            Self::MonthNotKept { .. } => ErrorCode::MonthNotKept,
            Self::NotACursor => ErrorCode::NotACursor,
            Self::NothingRead { .. } => ErrorCode::NothingRead,
            Self::NothingToExport { .. } => ErrorCode::NothingToExport,
            Self::NotExported(error) => code_of_export(error),
            Self::FileNotWritten { .. } => ErrorCode::FileNotWritten,
            Self::NoLink => ErrorCode::NoLink,
            Self::SystemRefused(_) => ErrorCode::SystemRefused,
            Self::PasswordNeeded { .. } => ErrorCode::PasswordNeeded,
            Self::Provider { error, .. } => error.code(),
            Self::AnotherAccount { .. } => ErrorCode::AnotherAccount,
            Self::Cancelled => ErrorCode::Cancelled,
            Self::SignInGivenUp => ErrorCode::SignInGivenUp,
            Self::DataFolder { .. } => ErrorCode::DataFolder,
            Self::Database(error) => error.code(),
            Self::DatabaseLocked { .. } => ErrorCode::DatabaseLocked,
            Self::PassphraseNeeded => ErrorCode::PassphraseNeeded,
            Self::WrongPassphrase => ErrorCode::WrongPassphrase,
            Self::SetAside(aside) => code_of_aside(aside.reason),
            Self::PasswordNotKept(_) | Self::SessionNotKept(_) => ErrorCode::PasswordNotKept,
            Self::PasswordNotDeleted(_) => ErrorCode::PasswordNotDeleted,
            Self::UpdateUnreachable { .. } => ErrorCode::UpdateUnreachable,
            Self::UpdateRefused(_) => ErrorCode::UpdateRefused,
        }
    }
}

fn code_of_aside(reason: SetAsideReason) -> ErrorCode {
    match reason {
        SetAsideReason::Damaged | SetAsideReason::Replaced => ErrorCode::DatabaseDamaged,
        SetAsideReason::Newer => ErrorCode::DatabaseNewer,
        SetAsideReason::KeyLost | SetAsideReason::PassphraseForgotten => ErrorCode::DatabaseKeyLost,
    }
}

fn code_of_export(error: &ExportError) -> ErrorCode {
    match error {
        ExportError::TooManyRows => ErrorCode::TooManyRows,
        ExportError::Write(_)
        | ExportError::Workbook(_)
        | ExportError::SelectionWithoutBalances
        | ExportError::Font
        | ExportError::Pdf(_) => ErrorCode::NotExported,
    }
}

/// Converts the error of a visit.
pub(crate) fn to_api_error(
    error: SyncError,
    provider: &dyn Provider,
    site: &Url,
    kept: Option<KeptData>,
) -> ApiError {
    match error {
        SyncError::Provider(error) => {
            let portal = Portal { provider: provider.info().clone(), site: site.clone() };
            ApiError::Provider { portal: Box::new(portal), error, kept }
        }
        SyncError::Store(error) => ApiError::Database(error),
        SyncError::AnotherAccount { stored, shown } => ApiError::AnotherAccount { stored, shown },
        SyncError::Cancelled => ApiError::Cancelled,
    }
}
