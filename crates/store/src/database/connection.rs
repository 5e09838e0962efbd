//! Connections to database files.

use std::io;
use std::path::{Path, absolute};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;
use url::Url;

use crate::StoreError;
use crate::key::{DatabaseKey, hex};

/// The way into a database file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Access<'a> {
    /// None is needed: releases before encryption wrote the file.
    Plain,
    /// The key of a database or a backup.
    Key(&'a DatabaseKey),
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

/// Connects to a file as it is, and leaves the journal of a killed process alone.
///
/// Only with the right key may a journal be played back, and reading alone cannot.
pub(super) fn connect_to_look(path: &Path, access: Access<'_>) -> Result<Connection, StoreError> {
    let path = absolute(path).map_err(StoreError::CannotOpen)?;
    let mut address = Url::from_file_path(path)
        .map_err(|()| StoreError::CannotOpen(io::ErrorKind::InvalidFilename.into()))?;
    address.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    connect_with(Path::new(address.as_str()), access, flags)
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

/// The length of a page of a file with a key, in bytes.
///
/// A page holds the index of several months, so that a search reads it in few steps. The mark at the
/// beginning of a file stands for this layout; another one would need another mark.
pub(super) const PAGE_SIZE: u32 = 16384;

/// Returns the pragmas that give a connection its key.
///
/// The key is taken as it is, because it is random or derived from a passphrase already.
fn unlocking(access: Access<'_>) -> Zeroizing<String> {
    Zeroizing::new(match access {
        Access::Plain => "PRAGMA page_size = 16384;".to_owned(),
        Access::Key(key) => {
            let salt = hex(&key.id().salt());
            let digits = key.digits().expose_secret();
            format!("PRAGMA key = \"x'{digits}{salt}'\"; PRAGMA cipher_page_size = {PAGE_SIZE};")
        }
    })
}
