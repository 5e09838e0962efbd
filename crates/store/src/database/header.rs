//! The first bytes of a database file.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::key::{KeyId, KeySource};

/// The contents of a database file, as its first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Nothing: there is no file.
    Missing,
    /// An SQLite database without a key, as releases before encryption wrote it.
    Plain,
    /// A database with the key of that name.
    Keyed(KeyId),
    /// A backup, which a passphrase opens.
    Backup(KeyId),
    /// Something that no release has written, or a file with damage in its first bytes.
    Unrecognized,
}

const PLAIN: &[u8; KeyId::SALT_SIZE] = b"SQLite format 3\0";

impl FileKind {
    /// Reads the kind of a file.
    ///
    /// No connection of this process may be open to it: closing any handle of a file drops every lock
    /// that the process has on it.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut bytes = [0; KeyId::SALT_SIZE];
        let opened = File::open(path);
        match opened.and_then(|mut file| file.read_exact(&mut bytes)) {
            Ok(()) => Ok(Self::from_bytes(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::Missing),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Self::Unrecognized),
            Err(error) => Err(error),
        }
    }

    fn from_bytes(bytes: [u8; KeyId::SALT_SIZE]) -> Self {
        if bytes == *PLAIN {
            return Self::Plain;
        }
        match KeyId::from_salt(bytes) {
            Some(id) if id.source() == KeySource::Backup => Self::Backup(id),
            Some(id) => Self::Keyed(id),
            None => Self::Unrecognized,
        }
    }
}
