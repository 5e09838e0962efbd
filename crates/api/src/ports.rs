//! Ports to the clock and the keyring.

use std::error::Error;
use std::fmt;

use chrono::{DateTime, Utc};
use kabinet_store::{Account, KeyId};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// A clock.
pub trait Clock: Send + Sync {
    /// Returns the current time.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// A keyring: a store of passwords between two runs of the program.
///
/// It may wait for a person to unlock it, so that it is never called on a thread that others wait
/// for.
pub trait Secrets: Send + Sync {
    /// Checks that there is a keyring, without asking anybody.
    ///
    /// # Errors
    /// The [`SecretsError`] of an absent or silent keyring.
    fn reach(&self) -> Result<(), SecretsError>;

    /// Stores a secret under a name, in place of the one that was there.
    ///
    /// # Errors
    /// Every [`SecretsError`] but `NotKept`.
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError>;

    /// Returns the secret of a name.
    ///
    /// # Errors
    /// Every [`SecretsError`].
    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError>;

    /// Deletes the secret of a name.
    ///
    /// # Errors
    /// Every [`SecretsError`].
    fn delete(&self, name: &SecretName) -> Result<(), SecretsError>;

    /// Deletes the secret of a name if it is `secret`, and leaves any other in place.
    ///
    /// A user may have changed it by hand meanwhile.
    ///
    /// # Errors
    /// Every [`SecretsError`].
    fn delete_if(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        if self.get(name)?.expose_secret() == secret.expose_secret() { self.delete(name) } else { Ok(()) }
    }
}

/// The name of a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretName(String);

/// An error of the keyring.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// There is no session bus, as without a desktop.
    #[error("there is no session bus")]
    NoSessionBus,
    /// No secret service answers on the session bus.
    #[error("no secret service answers on the session bus")]
    NoSecretService,
    /// The secret service has no default collection.
    #[error("the secret service has no default collection")]
    NoDefaultCollection,
    /// The keyring stays locked.
    #[error("the keyring is locked")]
    Locked,
    /// The user, or a desktop without prompts, dismissed the keyring's prompt.
    #[error("the prompt of the keyring was dismissed")]
    PromptDismissed,
    /// Nobody answered the keyring's prompt in time.
    ///
    /// It may still be open.
    #[error("nobody answered the prompt of the keyring")]
    PromptTimedOut,
    /// The secret service did not answer in time.
    #[error("the secret service does not answer")]
    Unresponsive,
    /// The keyring has no secret of that name.
    #[error("nothing is kept under that name")]
    NotKept,
    /// The keyring failed otherwise.
    #[error("the keyring failed: {0}")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

impl SecretsError {
    /// Returns true if the system has no keyring, so that nothing can be in it.
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::NoSessionBus | Self::NoSecretService | Self::NoDefaultCollection)
    }
}

impl SecretName {
    /// Returns the name of an account's password.
    ///
    /// It has the site, so that a password never goes to another site than its own.
    pub fn password_of(account: &Account) -> Self {
        Self::password(&account.provider, &account.site, &account.login)
    }

    /// Returns the name of the password of a login at a provider's site.
    pub fn password(provider: &str, site: &Url, login: &str) -> Self {
        Self(format!("{provider} {login} {}", site.origin().ascii_serialization()))
    }

    /// Returns the name of an account's browser session.
    pub fn session_of(account: &Account) -> Self {
        Self(format!("{} session", Self::password_of(account).0))
    }

    /// Returns the name of an account's credential: its password or its browser session.
    pub(crate) fn key_of(account: &Account) -> Self {
        if account.in_browser { Self::session_of(account) } else { Self::password_of(account) }
    }

    /// Returns the name of the key of a database.
    pub fn database(key: KeyId) -> Self {
        Self(format!("database key {key}"))
    }

    /// Returns the name as the keyring shows it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock port's one look at the clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
