//! The effect of a failure on the next attempt.

use chrono::TimeDelta;
use kabinet_providers::{OfflineCause, ProviderError, SignInRefusal};

/// The policy for retrying after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryPolicy {
    /// Retry within minutes: the trouble is on this computer, and the site was not reached.
    Soon,
    /// Retry an hour later, and not before this delay: everybody else meets the same trouble.
    Later(TimeDelta),
    /// Retry at the next regular time.
    NextInterval,
    /// Wait for the customer: a retry would harm.
    UserAction,
}

impl RetryPolicy {
    /// Returns the policy for an error.
    pub fn of(error: &ProviderError) -> Self {
        match error {
            ProviderError::BadCredentials { .. }
            | ProviderError::NeedsBrowser { .. }
            | ProviderError::AnotherAccount { .. } => Self::UserAction,
            ProviderError::Offline { cause: OfflineCause::UnknownHost, .. } => Self::Soon,
            ProviderError::Offline { .. } | ProviderError::Maintenance | ProviderError::SessionEnded => {
                Self::Later(TimeDelta::zero())
            }
            ProviderError::SiteDown { retry_after, .. } | ProviderError::RateLimited { retry_after, .. } => {
                let asked = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
                Self::Later(asked.unwrap_or_default())
            }
            ProviderError::SignInRefused { kind, .. } => Self::of_refusal(*kind),
            ProviderError::SiteChanged { .. }
            | ProviderError::LeftSite { .. }
            | ProviderError::Insecure { .. }
            | ProviderError::Unreadable { .. } => Self::NextInterval,
        }
    }

    /// Returns the policy for a refused sign-in.
    ///
    /// A retry without the customer could lock the account.
    fn of_refusal(kind: SignInRefusal) -> Self {
        match kind {
            SignInRefusal::Unavailable => Self::Later(TimeDelta::zero()),
            SignInRefusal::TooManyAttempts | SignInRefusal::OwnNetworkOnly | SignInRefusal::AccessDenied => {
                Self::NextInterval
            }
            SignInRefusal::FormAgain
            | SignInRefusal::Locked
            | SignInRefusal::PasswordExpired
            | SignInRefusal::ContractEnded => Self::UserAction,
        }
    }
}
