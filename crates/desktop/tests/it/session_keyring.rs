//! Tests of a session without a keyring.

use std::sync::Arc;

use kabinet_api::{SecretName, Secrets, SecretsError};
use kabinet_desktop::{MemorySecrets, SessionSecrets};
use secrecy::{ExposeSecret, SecretString};

/// A system without a keyring.
struct NoKeyring;

impl Secrets for NoKeyring {
    fn reach(&self) -> Result<(), SecretsError> {
        Err(SecretsError::NoSecretService)
    }

    fn put(&self, _: &SecretName, _: &SecretString) -> Result<(), SecretsError> {
        Err(SecretsError::NoSecretService)
    }

    fn get(&self, _: &SecretName) -> Result<SecretString, SecretsError> {
        Err(SecretsError::NoSecretService)
    }

    fn delete(&self, _: &SecretName) -> Result<(), SecretsError> {
        Err(SecretsError::NoSecretService)
    }
}

fn name() -> SecretName {
    SecretName::password("sevencom", &"https://www.sevencom.ru".parse().unwrap(), "12345678")
}

#[test]
fn without_a_keyring_a_password_lasts_until_the_program_ends_and_that_is_told() {
    let secrets = SessionSecrets::over(Arc::new(NoKeyring));
    let put = secrets.put(&name(), &"demo".into());
    assert!(matches!(put, Err(SecretsError::NoSecretService)), "the person is to know: {put:?}");
    assert_eq!(secrets.get(&name()).unwrap().expose_secret(), "demo");
    secrets.delete(&name()).unwrap();
    assert!(secrets.get(&name()).is_err(), "it is gone from the memory");
    let again = SessionSecrets::over(Arc::new(NoKeyring));
    assert!(again.get(&name()).is_err());
}

#[test]
fn with_a_keyring_nothing_is_kept_beside_it() {
    let keyring = Arc::new(MemorySecrets::default());
    let secrets = SessionSecrets::over(keyring.clone());
    secrets.put(&name(), &"demo".into()).unwrap();
    keyring.delete(&name()).unwrap();
    assert!(matches!(secrets.get(&name()), Err(SecretsError::NotKept)));
}
