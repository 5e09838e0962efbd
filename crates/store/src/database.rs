//! Opening and migrating the database file.

mod backup;
mod check;
mod connection;
mod copies;
mod copy;
mod header;
mod key_note;
mod lease;
mod replace;
mod unfinished;
mod unlock;

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::StoreError;
use crate::key::DatabaseKey;

pub use copies::KeptCopy;
pub use header::FileKind;
pub use key_note::KeyNote;
pub use replace::{SetAside, SetAsideReason};

use connection::{Access, connect};
use lease::Lease;

/// The open local database.
#[derive(Debug)]
pub struct Store {
    // The connection is closed before the lease is given back.
    pub(crate) connection: Connection,
    /// The lease of the file; `None` while the file is being replaced.
    _lease: Option<Arc<Lease>>,
}

/// The migrations in order; their number is the version of a database.
///
/// A released migration is never edited.
const MIGRATIONS: [&str; 2] =
    [include_str!("../migrations/0001_schema.sql"), include_str!("../migrations/0002_faultless.sql")];

/// The number of attempts to switch a new database to its log.
const WAL_ATTEMPTS: usize = 20;

/// The number of times that another process may create or convert the file meanwhile.
const OPENING_ATTEMPTS: usize = 3;

/// Pragmas that make a reported write survive a power cut, and let readers go beside a writer.
const DURABILITY: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA journal_mode = WAL;
";

/// The lock that lets a process open one database at a time.
static OPENING: Mutex<()> = Mutex::new(());

impl Store {
    /// Opens the database of a file that keeps nothing secret, as [`Store::open_with`] does.
    ///
    /// # Errors
    /// The errors of [`Store::open_with`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, &DatabaseKey::public())
    }

    /// Opens the database and brings it up to this release's version; creates it if it is missing.
    ///
    /// A file of a release before encryption is replaced with one that has the key. The folder must
    /// exist.
    ///
    /// # Errors
    /// Returns [`StoreError::CannotOpen`] if the file cannot be opened or created,
    /// [`StoreError::OtherKey`] if the file has another key, [`StoreError::Damaged`] if the file is
    /// none of Kabinet's, [`StoreError::Newer`] if a newer release wrote it, or another
    /// [`StoreError`] if it cannot be read or brought up to date.
    pub fn open_with(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        let _turn = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..OPENING_ATTEMPTS {
            let lease = Lease::share(path)?;
            match lease.kind {
                FileKind::Keyed(id) if id == key.id() => return Self::connect(path, key, lease),
                FileKind::Keyed(_) => return Err(StoreError::OtherKey),
                FileKind::Backup(_) | FileKind::Unrecognized => return Err(StoreError::foreign()),
                FileKind::Missing | FileKind::Plain => {
                    drop(lease);
                    replace::provide(path, key)?;
                }
            }
        }
        Err(StoreError::Busy)
    }

    /// Opens a database without key and checksums; creates it if it is missing.
    ///
    /// Only tests and benchmarks keep such a file, to compare with it.
    ///
    /// # Errors
    /// The errors of [`Store::open_with`].
    #[cfg(feature = "plain")]
    pub fn open_plain(path: &Path) -> Result<Self, StoreError> {
        let lease = Lease::share(path)?;
        let connection = match lease.kind {
            FileKind::Missing => connection::connect_to_new(path, Access::Plain)?,
            FileKind::Plain => connect(path, Access::Plain)?,
            FileKind::Keyed(_) | FileKind::Backup(_) | FileKind::Unrecognized => {
                return Err(StoreError::foreign());
            }
        };
        Self::begin(connection, lease)
    }

    /// Returns the kind of a database file.
    ///
    /// # Errors
    /// Returns [`StoreError::CannotOpen`] if the file cannot be read, and [`StoreError::Busy`] while
    /// another process replaces it.
    pub fn kind(path: &Path) -> Result<FileKind, StoreError> {
        Ok(Lease::share(path)?.kind)
    }

    /// Begins a transaction that may write.
    ///
    /// It waits for other writers at its start, where waiting cannot deadlock.
    pub(crate) fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// Returns a value that was read, unless a part of it comes from a page with damage.
    pub(crate) fn undamaged<T>(&self, value: T) -> Result<T, StoreError> {
        undamaged(&self.connection)?;
        Ok(value)
    }

    fn connect(path: &Path, key: &DatabaseKey, lease: Arc<Lease>) -> Result<Self, StoreError> {
        #[cfg(unix)]
        make_private(path).map_err(StoreError::CannotOpen)?;
        Self::begin(connect(path, Access::Key(key))?, lease)
    }

    fn begin(mut connection: Connection, lease: Arc<Lease>) -> Result<Self, StoreError> {
        migrate(&mut connection)?;
        let mut store = Self { connection, _lease: Some(lease) };
        store.make_durable()?;
        Ok(store)
    }

    /// Creates the store of a file that nobody else can open.
    fn alone(connection: Connection) -> Self {
        Self { connection, _lease: None }
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

/// Runs the migrations that the file lacks.
///
/// The version is read again inside the transaction, because another process may be doing the same.
/// A file that is up to date is opened without waiting for a writer.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = MIGRATIONS.len();
    if version(connection)? == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
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

/// Fails if a page that was read is damaged.
///
/// SQLCipher hands out zeros for the last page of a long value, and refuses only the pages that are
/// read after it, so one more is read.
fn undamaged(connection: &Connection) -> rusqlite::Result<()> {
    version(connection).map(drop)
}

fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Returns the path of a file beside another one, whose name it continues.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Creates an empty file for its owner alone.
///
/// SQLite gives the log files the mode of the database.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Takes the database and its log files from other users, as a backup copied back may be 0644.
///
/// By path and without opening: POSIX drops SQLite's locks when any handle of the file is closed.
#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    for suffix in ["", "-wal", "-shm"] {
        let file = beside(path, suffix);
        let Ok(metadata) = fs::metadata(&file) else { continue };
        if metadata.permissions().mode() & 0o777 != 0o600 {
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}
