use std::io;

use rusqlite::{ErrorCode, ffi};

/// Why the local database did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or created.
    #[error("the database file cannot be opened: {0}")]
    CannotOpen(#[source] io::Error),
    /// The file is not a database, or does not hold what was written to it.
    #[error("the database file is damaged: {0}")]
    Damaged(#[source] rusqlite::Error),
    /// A newer release wrote the database. It is left as it is.
    #[error("the database is of version {found}, and this release knows versions up to {known}")]
    Newer {
        /// The version of the file.
        found: usize,
        /// The newest version that this release knows.
        known: usize,
    },
    /// Another process has been writing for too long. Trying again is right.
    #[error("the database is in use by another program")]
    Busy,
    /// There is no room to write. What was there before is intact.
    #[error("the disk is full")]
    DiskFull,
    /// No account has that id, or has it any longer.
    #[error("there is no such account")]
    NoSuchAccount,
    /// Anything else that SQLite refuses.
    #[error("the database refused: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ConstraintViolation) if names_no_account(&error) => Self::NoSuchAccount,
            None if is_of_a_value(&error) => Self::Damaged(error),
            _ => Self::Sqlite(error),
        }
    }
}

/// Every other parent row is written in the same transaction as its children.
fn names_no_account(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|e| e.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

fn is_of_a_value(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
    )
}
