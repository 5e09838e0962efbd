//! A refused value of a profile file.

use crate::profile::Fault;

/// The key whose value is not allowed.
#[derive(Debug)]
pub struct Refused {
    /// The key with the tables around it.
    pub key: String,
    /// Zero-based index within the key's list; `None` for the key as a whole.
    pub item: Option<usize>,
    /// The reason.
    pub fault: Fault,
}
