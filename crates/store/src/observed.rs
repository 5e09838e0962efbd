//! A value with the time of its reading.

use chrono::{DateTime, Utc};

/// A value that was read from a portal, with the time of the last reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed<T> {
    /// The value.
    pub value: T,
    /// The time at which it was last read.
    pub read_at: DateTime<Utc>,
}
