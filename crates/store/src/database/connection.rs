//! Connections to database files.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;

use super::header;
use super::passphrase::Passphrase;
use crate::StoreError;
use crate::key::{DatabaseKey, KeyId};

/// The way into a database file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Access<'a> {
    /// None is needed: releases before encryption wrote the file.
    Plain,
    /// The key of a database.
    Key(&'a DatabaseKey),
    /// The passphrase of a backup.
    Passphrase(&'a Passphrase, KeyId),
}

/// The longest wait for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Silences SQLCipher, which reports damage on standard error besides.
const SILENCE: &str = "PRAGMA cipher_log_level = NONE;";

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

/// Connects to a file that exists.
pub(super) fn connect(path: &Path, access: Access<'_>) -> Result<Connection, StoreError> {
    connect_with(path, access, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Creates a file and connects to it.
pub(super) fn connect_to_new(path: &Path, access: Access<'_>) -> Result<Connection, StoreError> {
    connect_with(path, access, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

fn connect_with(path: &Path, access: Access<'_>, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch(SILENCE)?;
    connection.execute_batch(&unlocking(access))?;
    connection.execute_batch(HARDENING)?;
    Ok(connection)
}

/// The pragma that lays out a file with a key.
///
/// A page holds the index of several months, so that a search reads it in few steps. The mark at the
/// beginning of a file stands for this layout; another one would need another mark.
const LAYOUT: &str = "PRAGMA cipher_page_size = 16384;";

/// Returns the pragmas that give a connection its key.
///
/// The key of a database is random and is taken as it is. A passphrase goes through SQLCipher's
/// derivation of keys, which is slow on purpose.
fn unlocking(access: Access<'_>) -> Zeroizing<String> {
    Zeroizing::new(match access {
        Access::Plain => "PRAGMA page_size = 16384;".to_owned(),
        Access::Key(key) => {
            let salt = header::salt_of_database(key.id());
            format!("PRAGMA key = \"x'{}{salt}'\"; {LAYOUT}", key.digits().expose_secret())
        }
        Access::Passphrase(passphrase, id) => {
            let salt = header::salt_of_backup(id);
            let quoted = Zeroizing::new(passphrase.expose().replace('\'', "''"));
            format!("PRAGMA key = '{}'; PRAGMA cipher_salt = \"x'{salt}'\"; {LAYOUT}", *quoted)
        }
    })
}
