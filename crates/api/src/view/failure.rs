//! Failures.

use chrono::{DateTime, Utc};
use kabinet_domain::{ErrorCode, Remedy};
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
    /// True if neither the program nor the data are at fault.
    pub calm: bool,
    /// The next step; null if the window can offer none.
    pub remedy: Option<Remedy>,
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
    /// True if neither the program nor the data are at fault.
    pub calm: bool,
    /// The next step; null if the window can offer none.
    pub remedy: Option<Remedy>,
    /// The time.
    pub at: DateTime<Utc>,
}

impl Failure {
    /// Creates the failure of a code with its texts.
    pub fn new(code: ErrorCode, message: String, hint: String) -> Self {
        let (unreachable, calm) = (code.is_unreachable(), code.is_calm());
        Self { code, message, hint, unreachable, calm, remedy: code.remedy() }
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
    /// Adds the texts to the failure of a refresh.
    pub fn new(error: LastError, language: Language) -> Self {
        let LastError { code, at } = error;
        let (message, hint) = language.failure(code);
        let Failure { code, message, hint, unreachable, calm, remedy } = Failure::new(code, message, hint);
        Self { code, message, hint, unreachable, calm, remedy, at }
    }
}
