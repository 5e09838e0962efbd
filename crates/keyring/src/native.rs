//! A system store of credentials: the Keychain of macOS or the Credential Manager of Windows.

use std::collections::HashMap;
use std::sync::Arc;

use kabinet_api::{SecretName, SecretsError};
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use crate::PROGRAM;

#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(target_os = "windows", path = "windows.rs")]
mod platform;

/// The store of this system.
///
/// It is opened for each request.
#[derive(Default)]
pub(crate) struct System;

impl System {
    /// Checks that there is a store, which these systems always have.
    pub(crate) fn reach(&self) -> Result<(), SecretsError> {
        platform::store().map(drop)
    }

    /// Stores a secret.
    ///
    /// The system shows its own prompt inside the call.
    pub(crate) fn put(
        &self,
        name: &SecretName,
        secret: &SecretString,
        on_prompt: &dyn Fn(),
    ) -> Result<(), SecretsError> {
        on_prompt();
        entry(name)?.set_password(secret.expose_secret()).map_err(to_secrets_error)
    }

    pub(crate) fn get(&self, name: &SecretName, on_prompt: &dyn Fn()) -> Result<SecretString, SecretsError> {
        on_prompt();
        entry(name)?.get_password().map(SecretString::from).map_err(to_secrets_error)
    }

    pub(crate) fn delete(&self, name: &SecretName, on_prompt: &dyn Fn()) -> Result<(), SecretsError> {
        on_prompt();
        entry(name)?.delete_credential().map_err(to_secrets_error)
    }
}

fn entry(name: &SecretName) -> Result<Entry, SecretsError> {
    let store: Arc<CredentialStore> = platform::store()?;
    let modifiers: HashMap<&str, &str> = platform::modifiers().into();
    store.build(PROGRAM, name.as_str(), Some(&modifiers)).map_err(to_secrets_error)
}

/// Converts an error to text only: some of these errors hold the secret.
fn to_secrets_error(error: Error) -> SecretsError {
    match error {
        Error::TooLong(_, most) => SecretsError::TooLong { most },
        Error::NoEntry => SecretsError::NotKept,
        Error::NoStorageAccess(_) => SecretsError::Locked,
        error => SecretsError::Failed(error.to_string().into()),
    }
}
