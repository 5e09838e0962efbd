//! Failures.

use chrono::{DateTime, Utc};
use kabinet_domain::ErrorCode;
use kabinet_store::RefreshStatus;
use serde::Serialize;
use ts_rs::TS;

use crate::Language;

/// A failed action, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Failure {
    /// The stable code.
    pub code: ErrorCode,
    /// The message for people.
    pub message: String,
    /// Advice for people.
    pub hint: String,
    /// True if the site was not reached.
    pub unreachable: bool,
}

/// The last refresh, if it failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastError {
    /// The stable code.
    pub code: ErrorCode,
    /// The time.
    pub at: DateTime<Utc>,
}

/// The last refresh, if it failed, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastFailure {
    /// The stable code.
    pub code: ErrorCode,
    /// The message for people.
    pub message: String,
    /// Advice for people.
    pub hint: String,
    /// True if the site was not reached.
    pub unreachable: bool,
    /// The time.
    pub at: DateTime<Utc>,
}

impl Failure {
    /// Creates the failure of a code with its texts.
    pub fn new(code: ErrorCode, message: String, hint: String) -> Self {
        Self { code, message, hint, unreachable: code.is_unreachable() }
    }
}

impl LastError {
    /// Returns the failure of the last refresh; `None` if a later one succeeded.
    pub(crate) fn since_success(status: &RefreshStatus) -> Option<Self> {
        let failure = status.last_error.as_ref()?;
        let is_over = status.succeeded_at.is_some_and(|succeeded_at| succeeded_at >= failure.at);
        let code = failure.code.code();
        (!is_over).then_some(Self { code, at: failure.at })
    }
}

impl LastFailure {
    pub(crate) fn new(error: LastError, language: Language) -> Self {
        let LastError { code, at } = error;
        let (message, hint) = language.failure(code);
        Self { code, message, hint, unreachable: code.is_unreachable(), at }
    }
}
