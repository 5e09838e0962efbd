use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::StoreError;
use crate::search::index;

/// The local database, open.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
}

/// The version of a database is how many of these it has been through. One that was released is
/// never edited.
const MIGRATIONS: [&str; 17] = [
    include_str!("../migrations/0001_account.sql"),
    include_str!("../migrations/0002_summary.sql"),
    include_str!("../migrations/0003_offer.sql"),
    include_str!("../migrations/0004_service_balance.sql"),
    include_str!("../migrations/0005_statement.sql"),
    include_str!("../migrations/0006_entry.sql"),
    include_str!("../migrations/0007_refresh.sql"),
    include_str!("../migrations/0008_reminder_rules.sql"),
    include_str!("../migrations/0009_shown_reminder.sql"),
    include_str!("../migrations/0010_automatic_refresh.sql"),
    include_str!("../migrations/0011_first_read.sql"),
    include_str!("../migrations/0012_kind_correction.sql"),
    include_str!("../migrations/0013_operation.sql"),
    include_str!("../migrations/0014_month_index.sql"),
    include_str!("../migrations/0015_in_browser.sql"),
    include_str!("../migrations/0016_refresh_log.sql"),
    include_str!("../migrations/0017_month_doubt.sql"),
];

const PATIENCE: Duration = Duration::from_secs(5);
const TURNS: usize = 20;

/// The file is not trusted: it may come from a backup or a stick. Deleted rows are overwritten,
/// so that a forgotten account is forgotten.
const DISTRUST: &str = "
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
";

/// What is reported as written survives a power cut, and readers do not wait for a writer.
const DURABILITY: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA journal_mode = WAL;
";

/// One at a time in a process: closing the file that was created would drop every lock that
/// SQLite has on it for this process.
static OPENING: Mutex<()> = Mutex::new(());

impl Store {
    /// Opens the database, brought up to this release's version; a new one if there is none.
    /// Its folder must exist.
    ///
    /// # Errors
    /// [`StoreError::CannotOpen`], [`StoreError::Damaged`], [`StoreError::Newer`],
    /// [`StoreError::Busy`], [`StoreError::DiskFull`] and [`StoreError::Sqlite`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let _turn = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
        create(path).map_err(StoreError::CannotOpen)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(DISTRUST)?;
        let mut store = Self { connection };
        store.migrate()?;
        store.make_durable()?;
        Ok(store)
    }

    /// A transaction that may write. It waits for its turn at the start, where waiting is safe.
    pub(crate) fn write(&mut self) -> Result<Transaction<'_>, StoreError> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// The version is looked at again inside the transaction: another process may be creating the
    /// same database. Where nothing is to be done, opening waits for no writer.
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
            index::rebuild(&transaction)?;
            transaction.pragma_update(None, "user_version", known)?;
        }
        Ok(transaction.commit()?)
    }

    /// Switching a new database to its log does not wait for another process that is doing the
    /// same, so it is waited for here.
    fn make_durable(&mut self) -> Result<(), StoreError> {
        for _ in 0..TURNS {
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

/// The log files beside the database take their mode from it.
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
