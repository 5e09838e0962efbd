//! Errors of a refresh.

use kabinet_domain::AccountNumber;
use kabinet_providers::{ProviderError, SignInRefusal};
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
    /// The portal shows another account than the stored one. Nothing is stored.
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
    /// Returns its stable code, as stored with the outcome of a refresh.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Provider(error) => provider_code(error),
            Self::Store(_) => "database",
            Self::AnotherAccount { .. } => "another_account",
            Self::Cancelled => "cancelled",
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

fn refusal_code(kind: SignInRefusal) -> &'static str {
    match kind {
        SignInRefusal::FormAgain => "sign_in_form_again",
        SignInRefusal::Unavailable => "sign_in_unavailable",
        SignInRefusal::TooManyAttempts => "too_many_attempts",
        SignInRefusal::Locked => "account_locked",
        SignInRefusal::PasswordExpired => "password_expired",
        SignInRefusal::OwnNetworkOnly => "own_network_only",
        SignInRefusal::ContractEnded => "contract_ended",
        SignInRefusal::AccessDenied => "access_denied",
    }
}

fn provider_code(error: &ProviderError) -> &'static str {
    match error {
        ProviderError::BadCredentials { .. } => "bad_credentials",
        ProviderError::SignInRefused { kind, .. } => refusal_code(*kind),
        ProviderError::AnotherAccount { .. } => "another_account",
        ProviderError::SiteChanged { .. } => "site_changed",
        ProviderError::NeedsBrowser { .. } => "needs_browser",
        ProviderError::SessionEnded => "session_ended",
        ProviderError::Offline { .. } => "offline",
        ProviderError::SiteDown { .. } => "site_down",
        ProviderError::RateLimited { .. } => "rate_limited",
        ProviderError::Maintenance => "maintenance",
        ProviderError::LeftSite { .. } => "left_site",
        ProviderError::Insecure { .. } => "insecure_address",
        ProviderError::Unreadable { .. } => "unreadable",
    }
}
