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
            Self::CannotOpen(_) | Self::NoSuchAccount | Self::Sqlite(_) => Code::DatabaseFailed,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
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

fn is_decode_error(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
    )
}
