//! The key of a database file.

use std::fmt;

use rand::RngExt;
use secrecy::{ExposeSecret, SecretString};

use crate::StoreError;

/// The public name of a key, by which the keyring keeps it and the file names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; KeyId::SIZE]);

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

impl KeyId {
    /// The length in bytes.
    pub(crate) const SIZE: usize = 8;

    /// The name of the key that keeps nothing secret.
    pub const PUBLIC: Self = Self([0; Self::SIZE]);

    /// Creates a random name.
    pub(crate) fn random() -> Self {
        Self(rand::rng().random())
    }

    pub(crate) fn from_bytes(bytes: [u8; Self::SIZE]) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(self) -> [u8; Self::SIZE] {
        self.0
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

    /// Creates a random key with a random name.
    pub fn random() -> Self {
        let bytes: [u8; Self::SIZE] = rand::rng().random();
        Self { id: KeyId::random(), digits: hex(&bytes).into() }
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

    /// Returns true if the key keeps the file secret.
    pub fn is_secret(&self) -> bool {
        self.id != KeyId::PUBLIC
    }

    /// Returns the key as 64 hexadecimal digits.
    pub fn digits(&self) -> &SecretString {
        &self.digits
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// Returns bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
