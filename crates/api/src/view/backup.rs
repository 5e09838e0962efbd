//! Backups, and the protection of the stored data.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackedUp {
    /// The file.
    pub file: PathBuf,
}

/// A backup that was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// The file.
    pub file: PathBuf,
    /// The database that was replaced, under its new name; null if there was none.
    pub earlier: Option<PathBuf>,
}

/// The protection of the stored data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Protection {
    /// True if nobody reads the data without the key in the keyring.
    pub encrypted: bool,
    /// The day of the newest automatic copy; null if there is none.
    pub newest_copy: Option<NaiveDate>,
    /// The number of automatic copies.
    pub copies: u32,
}
