use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kabinet_api::{SecretName, Secrets, SecretsError};
use secrecy::SecretString;

/// Secrets that end with the program.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<HashMap<String, SecretString>>);

/// The keyring, and beside it, until the program ends, what the keyring would not take.
pub struct SessionSecrets {
    keyring: Arc<dyn Secrets>,
    session: MemorySecrets,
}

impl MemorySecrets {
    fn kept(&self) -> MutexGuard<'_, HashMap<String, SecretString>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionSecrets {
    /// Over that keyring.
    pub fn over(keyring: Arc<dyn Secrets>) -> Self {
        Self { keyring, session: MemorySecrets::default() }
    }
}

impl Secrets for MemorySecrets {
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.kept().insert(name.as_str().to_owned(), secret.clone());
        Ok(())
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.kept().get(name.as_str()).cloned().ok_or(SecretsError::NotKept)
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        self.kept().remove(name.as_str()).map(drop).ok_or(SecretsError::NotKept)
    }
}

impl Secrets for SessionSecrets {
    /// Tells of the keyring's refusal all the same: the person is to know.
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let kept = self.keyring.put(name, secret);
        match kept {
            Ok(()) => _ = self.session.delete(name),
            Err(_) => self.session.put(name, secret)?,
        }
        kept
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.session.get(name).or_else(|_| self.keyring.get(name))
    }

    /// Where there is no keyring, nothing is left in it.
    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        let of_session = self.session.delete(name);
        match self.keyring.delete(name) {
            Err(
                SecretsError::NoSessionBus
                | SecretsError::NoSecretService
                | SecretsError::NoDefaultCollection
                | SecretsError::NotKept,
            ) => of_session,
            done => done,
        }
    }
}
