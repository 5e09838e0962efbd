//! Backups, and the protection of the stored data.

use std::path::PathBuf;

use chrono::NaiveDate;
use kabinet_store::KeySource;
use serde::{Deserialize, Serialize};
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

/// Data that were put aside because their passphrase is forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PutAside {
    /// The file under its new name; null if no passphrase is needed.
    pub file: Option<PathBuf>,
}

/// The guard of the stored data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProtectedBy {
    /// A key in the keyring.
    Keyring,
    /// A passphrase, which has to be entered at every start.
    Passphrase,
    /// Nothing: whoever can read the file can read the data.
    Nothing,
}

/// The protection of the stored data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Protection {
    /// The guard of the data.
    pub by: ProtectedBy,
    /// The day of the newest automatic copy; null if there is none.
    pub newest_copy: Option<NaiveDate>,
    /// The number of automatic copies.
    pub copies: u32,
}

impl From<KeySource> for ProtectedBy {
    fn from(source: KeySource) -> Self {
        match source {
            KeySource::Program => Self::Nothing,
            KeySource::Keyring => Self::Keyring,
            KeySource::Passphrase | KeySource::Backup => Self::Passphrase,
        }
    }
}
