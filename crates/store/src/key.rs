//! The key of a database file.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use rand::RngExt;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::{Passphrase, StoreError};

/// The public name of a key, by which its file names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId {
    source: KeySource,
    bytes: [u8; KeyId::SIZE],
}

/// The place that a key comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeySource {
    /// The program itself: the key is public and keeps nothing secret.
    Program,
    /// The keyring, which has a random key.
    Keyring,
    /// The passphrase of the customer.
    Passphrase,
    /// The passphrase of a backup.
    Backup,
}

/// The key of a database file: a secret one, or the one that every copy of the program knows.
///
/// Every page of a file carries a checksum that only the key can make, so that a page that was
/// changed is noticed when it is read, whichever key it is.
#[derive(Debug, Clone)]
pub struct DatabaseKey {
    id: KeyId,
    digits: SecretString,
}

/// The bytes of the key that keeps nothing secret.
const PUBLIC: &[u8; DatabaseKey::SIZE] = b"Kabinet: checksums, not secrecy!";

/// The mark with which a file begins whose key comes from the program or the keyring.
///
/// A mark stands for the layout of the file and for the cost of a passphrase too; another one of
/// either would need another mark.
const KEYED: [u8; 4] = *b"KBN1";
/// The mark of a file whose key comes from a passphrase.
const UNDER_PASSPHRASE: [u8; 4] = *b"KBP1";
/// The mark of a backup.
const BACKUP: [u8; 4] = *b"KBB2";

/// The memory of Argon2id in KiB, by the second choice of RFC 9106.
const MEMORY_KIB: u32 = 64 * 1024;
/// The passes of Argon2id over the memory.
const PASSES: u32 = 3;
/// The lanes of Argon2id, as it runs on one processor.
const LANES: u32 = 1;

impl KeyId {
    /// The length in bytes.
    const SIZE: usize = 8;

    /// The length of the salt that stands first in a file of SQLCipher.
    ///
    /// It is where the name of the key stands. SQLCipher derives from it the key of the checksums
    /// alone, which depends on 32 secret bytes besides; for a passphrase, the eight random bytes of
    /// the name are enough to make every table of guesses a new one.
    pub(crate) const SALT_SIZE: usize = 16;

    /// The name of the key that keeps nothing secret.
    pub const PUBLIC: Self = Self { source: KeySource::Program, bytes: [0; Self::SIZE] };

    fn random(source: KeySource) -> Self {
        Self { source, bytes: rand::rng().random() }
    }

    /// Returns the place that the key comes from.
    pub fn source(self) -> KeySource {
        self.source
    }

    /// Reads the name in the first bytes of a file; `None` if they are damaged or foreign.
    pub(crate) fn from_salt(salt: [u8; Self::SALT_SIZE]) -> Option<Self> {
        let (mark, rest) = salt.split_first_chunk::<4>()?;
        let bytes: [u8; Self::SIZE] = *rest.first_chunk()?;
        let source = match *mark {
            KEYED if bytes == Self::PUBLIC.bytes => KeySource::Program,
            KEYED => KeySource::Keyring,
            UNDER_PASSPHRASE => KeySource::Passphrase,
            BACKUP => KeySource::Backup,
            _ => return None,
        };
        let id = Self { source, bytes };
        (id.salt() == salt).then_some(id)
    }

    /// Returns the mark, the name and their checksum, so that damage to them is no other key.
    pub(crate) fn salt(self) -> [u8; Self::SALT_SIZE] {
        let mark = match self.source {
            KeySource::Program | KeySource::Keyring => KEYED,
            KeySource::Passphrase => UNDER_PASSPHRASE,
            KeySource::Backup => BACKUP,
        };
        let mut salt = [0; Self::SALT_SIZE];
        salt[..4].copy_from_slice(&mark);
        salt[4..12].copy_from_slice(&self.bytes);
        let checksum = checksum(&salt[..12]);
        salt[12..].copy_from_slice(&checksum.to_be_bytes());
        salt
    }
}

impl DatabaseKey {
    /// The length in bytes.
    const SIZE: usize = 32;

    /// Returns the key that every copy of the program knows.
    ///
    /// A file with it has checksums, and is no secret.
    pub fn public() -> Self {
        Self { id: KeyId::PUBLIC, digits: hex(PUBLIC).into() }
    }

    /// Creates a random key with a random name, for the keyring.
    pub fn random() -> Self {
        let bytes = Zeroizing::new(rand::rng().random::<[u8; Self::SIZE]>());
        Self { id: KeyId::random(KeySource::Keyring), digits: hex(bytes.as_slice()).into() }
    }

    /// Creates a key of a passphrase, with a random name.
    ///
    /// # Errors
    /// The error of [`DatabaseKey::of_passphrase`].
    pub fn of_new_passphrase(passphrase: &Passphrase) -> Result<Self, StoreError> {
        Self::of_passphrase(KeyId::random(KeySource::Passphrase), passphrase)
    }

    /// Creates a key of the passphrase of a backup, with a random name.
    ///
    /// # Errors
    /// The error of [`DatabaseKey::of_passphrase`].
    pub(crate) fn of_new_backup(passphrase: &Passphrase) -> Result<Self, StoreError> {
        Self::of_passphrase(KeyId::random(KeySource::Backup), passphrase)
    }

    /// Derives the key of a name from a passphrase by Argon2id.
    ///
    /// It takes 64 MiB of memory and a good part of a second.
    ///
    /// # Errors
    /// Returns [`StoreError::BadPassphrase`] if the passphrase is longer than 4 GiB.
    pub fn of_passphrase(id: KeyId, passphrase: &Passphrase) -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; Self::SIZE]);
        let derived = Params::new(MEMORY_KIB, PASSES, LANES, Some(Self::SIZE)).and_then(|params| {
            let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
            argon.hash_password_into(passphrase.bytes(), &id.salt(), bytes.as_mut_slice())
        });
        derived.map_err(|_| StoreError::BadPassphrase)?;
        Ok(Self { id, digits: hex(bytes.as_slice()).into() })
    }

    /// Returns the key of a name from its hexadecimal digits.
    ///
    /// # Errors
    /// Returns [`StoreError::NotAKey`] if they are not 64 hexadecimal digits.
    pub fn from_digits(id: KeyId, digits: SecretString) -> Result<Self, StoreError> {
        let is_key = {
            let text = digits.expose_secret().as_bytes();
            text.len() == 2 * Self::SIZE && text.iter().all(u8::is_ascii_hexdigit)
        };
        if is_key { Ok(Self { id, digits }) } else { Err(StoreError::NotAKey) }
    }

    /// Returns the name of the key.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Returns the key as 64 hexadecimal digits.
    pub fn digits(&self) -> &SecretString {
        &self.digits
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.bytes))
    }
}

/// Returns bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the checksum FNV-1a, which differs after any change of one byte.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
