use kabinet_domain::AccountNumber;
use kabinet_providers::ProviderError;
use kabinet_store::StoreError;

/// Why an account was not brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The cabinet was not read.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// What was read was not kept.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The login leads to another account than before. Nothing of it is kept.
    #[error("the cabinet shows account {shown}, and account {stored} is kept")]
    AnotherAccount {
        /// The number that is kept.
        stored: AccountNumber,
        /// The number that the account page shows.
        shown: AccountNumber,
    },
    /// The watcher cancelled it.
    #[error("the refresh was cancelled")]
    Cancelled,
}

impl SyncError {
    /// Its stable name, as the outcome of a refresh is recorded.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Provider(error) => code_of_cabinet(error),
            Self::Store(_) => "database",
            Self::AnotherAccount { .. } => "another_account",
            Self::Cancelled => "cancelled",
        }
    }

    /// # Errors
    /// [`SyncError::AnotherAccount`] if the numbers differ.
    pub(crate) fn unless_same(stored: &AccountNumber, shown: &AccountNumber) -> Result<(), Self> {
        if stored == shown {
            return Ok(());
        }
        Err(Self::AnotherAccount { stored: stored.clone(), shown: shown.clone() })
    }
}

fn code_of_cabinet(error: &ProviderError) -> &'static str {
    match error {
        ProviderError::BadCredentials { .. } => "bad_credentials",
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
