//! The operating system's keyring as the [`Secrets`] port: the Secret Service on Linux, the
//! Credential Manager on Windows, the Keychain on macOS.
//!
//! Deliberately not here: a file to fall back on. Where there is no keyring, a password is asked
//! for again.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use kabinet_api::{SecretName, Secrets, SecretsError};
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(target_os = "windows", path = "windows.rs")]
mod system;

/// The keyring of this system. It is connected to anew for each question, because it may come, go,
/// be locked and be unlocked while the program runs.
#[derive(Debug, Clone)]
pub struct Keyring {
    patience: Duration,
}

const PROGRAM: &str = "Kabinet";

impl Keyring {
    /// A keyring that is given so long to answer, its question to a person included.
    pub fn with_patience(patience: Duration) -> Self {
        Self { patience }
    }

    /// A prompt that nobody answers cannot be called back: the question is left to its thread.
    fn ask<T: Send + 'static>(
        &self,
        name: &SecretName,
        question: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let (answer, answered) = mpsc::sync_channel(1);
        let name = name.clone();
        thread::spawn(move || {
            answer.send(entry(&name).and_then(|entry| question(&entry).map_err(explained)))
        });
        match answered.recv_timeout(self.patience) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(SecretsError::Locked),
            Err(RecvTimeoutError::Disconnected) => Err(SecretsError::Failed("it broke off".into())),
        }
    }
}

impl Default for Keyring {
    /// Ten seconds: long enough to unlock it, short enough where nobody is there.
    fn default() -> Self {
        Self::with_patience(Duration::from_secs(10))
    }
}

impl Secrets for Keyring {
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let secret = secret.clone();
        self.ask(name, move |entry| entry.set_password(secret.expose_secret()))
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.ask(name, |entry| entry.get_password().map(SecretString::from))
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        self.ask(name, Entry::delete_credential)
    }
}

fn entry(name: &SecretName) -> Result<Entry, SecretsError> {
    let store: Arc<CredentialStore> = system::store()?;
    let label = format!("{PROGRAM}: {name}");
    let details: HashMap<&str, &str> = system::details(&label).into();
    store.build(PROGRAM, name.as_str(), Some(&details)).map_err(explained)
}

/// Only in words: some of these errors hold what was kept.
fn explained(error: Error) -> SecretsError {
    if let Error::TooLong(_, most) = error {
        return SecretsError::TooLong { most };
    }
    if matches!(error, Error::NoEntry) {
        return SecretsError::NotKept;
    }
    system::explained(&error).unwrap_or_else(|| SecretsError::Failed(error.to_string().into()))
}
