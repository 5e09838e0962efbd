use chrono::{DateTime, Utc};

/// Something read from a cabinet, and when it was last seen to be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed<T> {
    /// What was read.
    pub value: T,
    /// When it was last read.
    pub read_at: DateTime<Utc>,
}
