//! Secrets of one run of the program.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kabinet_api::{SecretName, Secrets, SecretsError};
use secrecy::SecretString;

/// Secrets that are kept until the program ends.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<HashMap<String, SecretString>>);

/// The keyring, with secrets that it does not take kept until the program ends.
pub struct SessionSecrets {
    keyring: Arc<dyn Secrets>,
    session: MemorySecrets,
}

impl MemorySecrets {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionSecrets {
    /// Creates the secrets over a keyring.
    pub fn over(keyring: Arc<dyn Secrets>) -> Self {
        Self { keyring, session: MemorySecrets::default() }
    }
}

impl Secrets for MemorySecrets {
    fn reach(&self) -> Result<(), SecretsError> {
        Ok(())
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.lock().insert(name.as_str().to_owned(), secret.clone());
        Ok(())
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.lock().get(name.as_str()).cloned().ok_or(SecretsError::NotKept)
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        self.lock().remove(name.as_str()).map(drop).ok_or(SecretsError::NotKept)
    }
}

impl Secrets for SessionSecrets {
    fn reach(&self) -> Result<(), SecretsError> {
        self.keyring.reach()
    }

    /// Stores a secret.
    ///
    /// Returns the keyring's refusal even if the secret is kept: the customer is to know.
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let stored = self.keyring.put(name, secret);
        match stored {
            Ok(()) => _ = self.session.delete(name),
            Err(_) => self.session.put(name, secret)?,
        }
        stored
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.session.get(name).or_else(|_| self.keyring.get(name))
    }

    /// Deletes a secret.
    ///
    /// Where there is no keyring, none is left in it.
    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        either(self.session.delete(name), self.keyring.delete(name))
    }

    /// Compares both, because the keyring may hold another secret than the session.
    fn delete_if(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        either(self.session.delete_if(name, secret), self.keyring.delete_if(name, secret))
    }
}

/// Returns the result in the keyring, or in the session where the keyring holds nothing.
fn either(
    in_session: Result<(), SecretsError>,
    in_keyring: Result<(), SecretsError>,
) -> Result<(), SecretsError> {
    match in_keyring {
        Err(
            SecretsError::NoSessionBus
            | SecretsError::NoSecretService
            | SecretsError::NoDefaultCollection
            | SecretsError::NotKept,
        ) => in_session,
        deleted => deleted,
    }
}
