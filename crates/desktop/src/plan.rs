//! The plan of the next automatic refresh.

use chrono::{DateTime, Utc};

/// The next automatic refresh of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The time of it; `None` until the customer acts.
    pub(crate) next: Option<DateTime<Utc>>,
    /// The number of failures in a row before it.
    pub(crate) failures: u32,
}
