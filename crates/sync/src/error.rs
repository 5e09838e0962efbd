//! Errors of a refresh.

use kabinet_domain::{AccountNumber, ErrorCode};
use kabinet_providers::ProviderError;
use kabinet_store::StoreError;

/// An error that kept an account from being refreshed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The portal could not be read.
    #[error(transparent)]
    Provider(ProviderError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The portal shows another account than the stored one.
    ///
    /// Nothing is stored.
    #[error("the portal shows account {shown}, and account {stored} is stored")]
    AnotherAccount {
        /// The stored account number.
        stored: AccountNumber,
        /// The account number on the page.
        shown: AccountNumber,
    },
    /// The observer cancelled the refresh.
    #[error("the refresh was cancelled")]
    Cancelled,
}

impl SyncError {
    /// Returns the stable code of the error.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Provider(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::AnotherAccount { .. } => ErrorCode::AnotherAccount,
            Self::Cancelled => ErrorCode::Cancelled,
        }
    }

    /// Returns the reason why one month or the list of months was not read.
    ///
    /// # Errors
    /// The error itself if it concerns the whole session.
    pub(crate) fn into_reason(self) -> Result<ErrorCode, Self> {
        match self {
            Self::Provider(ProviderError::SessionEnded)
            | Self::Store(_)
            | Self::AnotherAccount { .. }
            | Self::Cancelled => Err(self),
            Self::Provider(error) => Ok(error.code()),
        }
    }

    /// Checks that the page shows the stored account.
    ///
    /// # Errors
    /// [`SyncError::AnotherAccount`] if the numbers differ.
    pub(crate) fn check_account(stored: &AccountNumber, shown: &AccountNumber) -> Result<(), Self> {
        if stored == shown {
            return Ok(());
        }
        Err(Self::AnotherAccount { stored: stored.clone(), shown: shown.clone() })
    }
}

impl From<ProviderError> for SyncError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::AnotherAccount { expected, shown, .. } => {
                Self::AnotherAccount { stored: expected, shown }
            }
            error @ (ProviderError::BadCredentials { .. }
            | ProviderError::SignInRefused { .. }
            | ProviderError::SiteChanged { .. }
            | ProviderError::NeedsBrowser { .. }
            | ProviderError::SessionEnded
            | ProviderError::Offline { .. }
            | ProviderError::SiteDown { .. }
            | ProviderError::RateLimited { .. }
            | ProviderError::Maintenance
            | ProviderError::LeftSite { .. }
            | ProviderError::Insecure { .. }
            | ProviderError::Unreadable { .. }) => Self::Provider(error),
        }
    }
}
