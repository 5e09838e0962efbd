//! Errors of the store.

use std::io;

use kabinet_domain::ErrorCode as Code;
use rusqlite::{ErrorCode, ffi};

/// An error of the local database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or created.
    #[error("the database file cannot be opened: {0}")]
    CannotOpen(#[source] io::Error),
    /// The file is not a database, or holds a value that no release has written.
    #[error("the database file is damaged: {0}")]
    Damaged(#[source] rusqlite::Error),
    /// A newer release wrote the database, which stays unchanged.
    #[error("the database is of version {found}, and this release knows versions up to {known}")]
    Newer {
        /// The version of the file.
        found: usize,
        /// The newest version that this release knows.
        known: usize,
    },
    /// The database has another key than the given one.
    #[error("the database file has another key")]
    OtherKey,
    /// The text is not the key of a database.
    #[error("not a key of a database")]
    NotAKey,
    /// The file is not a backup, or a damaged one.
    #[error("the file is not a whole backup")]
    NotABackup,
    /// The passphrase does not open the file, or a backup is damaged in its beginning.
    #[error("the passphrase does not open the file")]
    WrongPassphrase,
    /// The text cannot be a passphrase.
    #[error("a passphrase is empty")]
    BadPassphrase,
    /// The file of a backup cannot be read or written.
    #[error("the file of the backup failed: {0}")]
    BackupFile(#[source] io::Error),
    /// Another process has been writing for too long.
    ///
    /// Retry later.
    #[error("the database is in use by another program")]
    Busy,
    /// The disk is full; everything that was stored before is intact.
    #[error("the disk is full")]
    DiskFull,
    /// No account has the id, or its account was erased.
    #[error("there is no such account")]
    NoSuchAccount,
    /// Another error of SQLite.
    #[error("the database refused: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Returns the stable code of the error.
    pub fn code(&self) -> Code {
        match self {
            Self::Damaged(_) => Code::DatabaseDamaged,
            Self::Newer { .. } => Code::DatabaseNewer,
            Self::Busy => Code::DatabaseBusy,
            Self::DiskFull => Code::DiskFull,
            Self::NotABackup => Code::NotABackup,
            Self::WrongPassphrase | Self::BadPassphrase => Code::WrongPassphrase,
            Self::BackupFile(_) => Code::FileNotWritten,
            Self::CannotOpen(_) | Self::OtherKey | Self::NotAKey | Self::NoSuchAccount | Self::Sqlite(_) => {
                Code::DatabaseFailed
            }
        }
    }
}

impl StoreError {
    /// Returns the error of a file that is not one of Kabinet's, or not a whole one.
    pub(crate) fn foreign() -> Self {
        Self::Damaged(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_NOTADB), None))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(_) if is_refused_page(&error) => Self::Damaged(error),
            Some(ErrorCode::ConstraintViolation) if is_missing_account(&error) => Self::NoSuchAccount,
            None if is_decode_error(&error) => Self::Damaged(error),
            _ => Self::Sqlite(error),
        }
    }
}

/// Returns true if a row refers to an account that is not stored.
///
/// Every other parent row is written in the same transaction as its children.
fn is_missing_account(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|e| e.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

/// Returns true for the errors that SQLCipher gives for a page whose checksum is wrong.
///
/// They are one without a name and, from then on for every other page, a lack of memory.
/// SQLite gives the one without a name for statements that it does not understand too: the statements
/// here are constant, so that a table that they name is missing. Whoever puts a file aside checks it
/// first, so that a real lack of memory costs nobody a file.
fn is_refused_page(error: &rusqlite::Error) -> bool {
    let refusals = [ffi::SQLITE_ERROR, ffi::SQLITE_NOMEM];
    error.sqlite_error().is_some_and(|error| refusals.contains(&error.extended_code))
}

fn is_decode_error(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
    )
}
