//! The first bytes of a database file.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::key::{KeyId, hex};

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

/// The length of the salt that stands first in a file of SQLCipher.
///
/// It is where the name of the key stands. SQLCipher derives from it the key of the checksums alone,
/// which depends on 32 random bytes besides; for the passphrase of a backup, the eight random bytes
/// of the name are enough to make every table of guesses a new one.
const SALT_SIZE: usize = 16;

const PLAIN: &[u8; SALT_SIZE] = b"SQLite format 3\0";
const KEYED: [u8; 4] = *b"KBN1";
const BACKUP: [u8; 4] = *b"KBB1";

impl FileKind {
    /// Reads the kind of a file.
    ///
    /// No connection of this process may be open to it: closing any handle of a file drops every lock
    /// that the process has on it.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut bytes = [0; SALT_SIZE];
        let opened = File::open(path);
        match opened.and_then(|mut file| file.read_exact(&mut bytes)) {
            Ok(()) => Ok(Self::from_bytes(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::Missing),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Self::Unrecognized),
            Err(error) => Err(error),
        }
    }

    fn from_bytes(bytes: [u8; SALT_SIZE]) -> Self {
        if bytes == *PLAIN {
            return Self::Plain;
        }
        let mut id = [0; KeyId::SIZE];
        id.copy_from_slice(&bytes[4..12]);
        let id = KeyId::from_bytes(id);
        if bytes == salt(KEYED, id) {
            Self::Keyed(id)
        } else if bytes == salt(BACKUP, id) {
            Self::Backup(id)
        } else {
            Self::Unrecognized
        }
    }
}

/// Returns the hexadecimal digits of the salt of a database with a key.
pub(super) fn salt_of_database(id: KeyId) -> String {
    hex(&salt(KEYED, id))
}

/// Returns the hexadecimal digits of the salt of a backup.
pub(super) fn salt_of_backup(id: KeyId) -> String {
    hex(&salt(BACKUP, id))
}

/// Returns the mark, the name and their checksum, so that damage to them is no other key.
fn salt(mark: [u8; 4], id: KeyId) -> [u8; SALT_SIZE] {
    let mut bytes = [0; SALT_SIZE];
    bytes[..4].copy_from_slice(&mark);
    bytes[4..12].copy_from_slice(&id.bytes());
    let checksum = checksum(&bytes[..12]);
    bytes[12..].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

/// Returns the checksum FNV-1a, which differs after any change of one byte.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
