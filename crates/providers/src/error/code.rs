//! The stable codes of the errors of a portal.

use kabinet_domain::ErrorCode;

use super::{ProviderError, SignInRefusal};

impl ProviderError {
    /// Returns the stable code of the error.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::BadCredentials { .. } => ErrorCode::BadCredentials,
            Self::SignInRefused { kind, .. } => kind.code(),
            Self::AnotherAccount { .. } => ErrorCode::AnotherAccount,
            Self::SiteChanged { .. } => ErrorCode::SiteChanged,
            Self::NeedsBrowser { .. } => ErrorCode::NeedsBrowser,
            Self::SessionEnded => ErrorCode::SessionEnded,
            Self::Offline { .. } => ErrorCode::Offline,
            Self::SiteDown { .. } => ErrorCode::SiteDown,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::Maintenance => ErrorCode::Maintenance,
            Self::LeftSite { .. } => ErrorCode::LeftSite,
            Self::Insecure { .. } => ErrorCode::InsecureAddress,
            Self::Unreadable { .. } => ErrorCode::Unreadable,
        }
    }
}

impl SignInRefusal {
    fn code(self) -> ErrorCode {
        match self {
            Self::FormAgain => ErrorCode::SignInFormAgain,
            Self::Unavailable => ErrorCode::SignInUnavailable,
            Self::TooManyAttempts => ErrorCode::TooManyAttempts,
            Self::Locked => ErrorCode::AccountLocked,
            Self::PasswordExpired => ErrorCode::PasswordExpired,
            Self::OwnNetworkOnly => ErrorCode::OwnNetworkOnly,
            Self::ContractEnded => ErrorCode::ContractEnded,
            Self::AccessDenied => ErrorCode::AccessDenied,
        }
    }
}
