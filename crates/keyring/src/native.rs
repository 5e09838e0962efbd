//! A system store of credentials: the Keychain of macOS or the Credential Manager of Windows.

use kabinet_api::{SecretName, SecretsError};
use secrecy::SecretString;

use crate::credentials::Credentials;

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
        credentials()?.put(name, secret)
    }

    pub(crate) fn get(&self, name: &SecretName, on_prompt: &dyn Fn()) -> Result<SecretString, SecretsError> {
        on_prompt();
        credentials()?.get(name)
    }

    pub(crate) fn delete(&self, name: &SecretName, on_prompt: &dyn Fn()) -> Result<(), SecretsError> {
        on_prompt();
        credentials()?.delete(name)
    }
}

/// Opens the credentials of this system.
pub(crate) fn credentials() -> Result<Credentials, SecretsError> {
    let store = platform::store()?;
    Ok(Credentials { store, modifiers: platform::MODIFIERS, longest: platform::LONGEST })
}
