//! The passphrase of a backup.

use secrecy::{ExposeSecret, SecretString};

use crate::StoreError;

/// The passphrase of a backup: any text that is not empty and has no zero character.
#[derive(Debug, Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// Creates a passphrase.
    ///
    /// # Errors
    /// Returns [`StoreError::BadPassphrase`] if the text is empty or has a zero character.
    pub fn new(text: SecretString) -> Result<Self, StoreError> {
        let is_possible = !text.expose_secret().is_empty() && !text.expose_secret().contains('\0');
        if is_possible { Ok(Self(text)) } else { Err(StoreError::BadPassphrase) }
    }

    pub(super) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}
