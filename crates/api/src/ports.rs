use std::error::Error;
use std::fmt;

use chrono::{DateTime, Utc};
use kabinet_store::Account;
use secrecy::SecretString;
use url::Url;

/// What time it is.
pub trait Clock: Send + Sync {
    /// The instant at which it is asked.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// Where passwords are kept between two runs. It may wait for a person to unlock it, so it is
/// never asked from a thread that others wait for.
pub trait Secrets: Send + Sync {
    /// Keeps a secret under a name, in place of the one that was there.
    ///
    /// # Errors
    /// Every [`SecretsError`] but `NotKept`.
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError>;

    /// The secret kept under a name.
    ///
    /// # Errors
    /// Every [`SecretsError`] but `TooLong`.
    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError>;

    /// Deletes the secret kept under a name.
    ///
    /// # Errors
    /// Every [`SecretsError`] but `TooLong`.
    fn delete(&self, name: &SecretName) -> Result<(), SecretsError>;
}

/// What a secret is kept under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretName(String);

/// Why the keyring did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// There is no session bus, as without a desktop.
    #[error("there is no session bus")]
    NoSessionBus,
    /// The session bus has nobody who keeps secrets.
    #[error("no secret service answers on the session bus")]
    NoSecretService,
    /// The secret service has no keyring to put things in.
    #[error("the secret service has no default collection")]
    NoDefaultCollection,
    /// The keyring is locked, and nobody unlocked it.
    #[error("the keyring is locked")]
    Locked,
    /// Nothing is kept under that name, or no longer.
    #[error("nothing is kept under that name")]
    NotKept,
    /// Longer than this system's keyring takes.
    #[error("longer than {most} characters")]
    TooLong {
        /// The most characters that it takes.
        most: u32,
    },
    /// The keyring failed in a way of its own.
    #[error("the keyring failed: {0}")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

impl SecretName {
    /// The name of an account's password. The site is a part of it, so that a password never goes
    /// to another site than the one it was given for.
    pub fn password_of(account: &Account) -> Self {
        Self::password(&account.provider, &account.site, &account.login)
    }

    /// The name of the password of a login at a provider's site.
    pub fn password(provider: &str, site: &Url, login: &str) -> Self {
        Self(format!("{provider} {login} {}", site.origin().ascii_serialization()))
    }

    /// The name of the session that was begun in a browser for an account.
    pub fn session_of(account: &Account) -> Self {
        Self(format!("{} session", Self::password_of(account).0))
    }

    /// The name of what opens an account's cabinet.
    pub(crate) fn key_of(account: &Account) -> Self {
        if account.in_browser { Self::session_of(account) } else { Self::password_of(account) }
    }

    /// The name as the keyring shows it.
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
