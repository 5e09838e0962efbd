//! Opening and migrating the database file.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::StoreError;

/// The open local database.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
}

/// The migrations in order; their number is the version of a database.
///
/// A released migration is never edited.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001_schema.sql")];

/// The longest wait for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The number of attempts to switch a new database to its log.
const WAL_ATTEMPTS: usize = 20;

/// Pragmas against hostile or damaged files, because a file may come from a backup or a stick.
///
/// Deleted rows are overwritten, so that nothing of an erased account stays in the file.
const HARDENING: &str = "
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
";

/// The pragma that lays out a new database.
///
/// A page holds the index of several months, so that a search reads it in few steps. SQLite keeps
/// the layout of an existing file.
const LAYOUT: &str = "PRAGMA page_size = 16384";

/// Pragmas that make a reported write survive a power cut, and let readers go beside a writer.
const DURABILITY: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA journal_mode = WAL;
";

/// The lock that lets a process open one database at a time.
///
/// POSIX drops every lock of a process on a file when it closes any handle of the file, so closing
/// the created file would take the locks from SQLite.
static OPENING: Mutex<()> = Mutex::new(());

impl Store {
    /// Opens the database and brings it up to this release's version; creates it if it is missing.
    ///
    /// Its folder must exist.
    ///
    /// # Errors
    /// Returns [`StoreError::CannotOpen`] if the file cannot be opened or created,
    /// [`StoreError::Newer`] if a newer release wrote it, or another [`StoreError`] if it cannot be
    /// read or brought up to date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let _turn = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        create(path).map_err(StoreError::CannotOpen)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.execute_batch(LAYOUT)?;
        connection.execute_batch(HARDENING)?;
        let mut store = Self { connection };
        store.migrate()?;
        store.make_durable()?;
        Ok(store)
    }

    /// Begins a transaction that may write.
    ///
    /// It waits for other writers at its start, where waiting cannot deadlock.
    pub(crate) fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Runs the migrations that the file lacks.
    ///
    /// The version is read again inside the transaction, because another process may be creating
    /// the same database. A file that is up to date is opened without waiting for a writer.
    fn migrate(&mut self) -> Result<(), StoreError> {
        let known = MIGRATIONS.len();
        if version(&self.connection)? == known {
            return Ok(());
        }
        let transaction = self.write()?;
        let found = version(&transaction)?;
        let missing = MIGRATIONS.get(found..).ok_or(StoreError::Newer { found, known })?;
        for migration in missing {
            transaction.execute_batch(migration)?;
        }
        if !missing.is_empty() {
            transaction.pragma_update(None, "user_version", known)?;
        }
        Ok(transaction.commit()?)
    }

    /// Sets the durability of the connection.
    ///
    /// SQLite does not wait for another process that switches the same new database to its log, so
    /// this waits.
    fn make_durable(&mut self) -> Result<(), StoreError> {
        for _ in 0..WAL_ATTEMPTS {
            match self.connection.execute_batch(DURABILITY).map_err(StoreError::from) {
                Err(StoreError::Busy) => self.write()?.commit()?,
                outcome => return outcome,
            }
        }
        Err(StoreError::Busy)
    }
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Creates the file for its owner alone, or makes an existing one private.
///
/// SQLite gives the log files the mode of the database.
fn create(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(_) | Err(_) => {}
    }
    #[cfg(unix)]
    make_private(path)?;
    Ok(())
}

/// Takes the database and its log files from other users, as a backup copied back may be 0644.
///
/// By path and without opening: POSIX drops SQLite's locks when any handle of the file is closed.
#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        let Ok(metadata) = std::fs::metadata(&file) else { continue };
        if metadata.permissions().mode() & 0o777 != 0o600 {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}
