//! Passphrases, which open a database or a backup.

use secrecy::{ExposeSecret, SecretString};

use crate::StoreError;

/// A passphrase: any text that is not empty.
#[derive(Debug, Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// Creates a passphrase.
    ///
    /// # Errors
    /// Returns [`StoreError::BadPassphrase`] if the text is empty.
    pub fn new(text: SecretString) -> Result<Self, StoreError> {
        if text.expose_secret().is_empty() { Err(StoreError::BadPassphrase) } else { Ok(Self(text)) }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}
