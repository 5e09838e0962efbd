//! The state of the database file in a run of the program.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use kabinet_store::{DatabaseKey, SetAside};
use secrecy::SecretString;

use crate::SecretsError;

/// The state of the database that outlives a use case.
#[derive(Default)]
pub(crate) struct Vault {
    pub(crate) key: Mutex<KeyState>,
    pub(crate) set_aside: Mutex<Option<SetAside>>,
    /// True for a database without key and checksums.
    #[cfg(feature = "plain")]
    pub(crate) is_plain: bool,
}

/// The key of the database, as far as the keyring or the customer has given it.
#[derive(Default)]
pub(crate) enum KeyState {
    #[default]
    Unasked,
    Known(DatabaseKey),
    /// The keyring failed, which passes.
    Refused {
        why: Arc<SecretsError>,
        at: DateTime<Utc>,
    },
}

/// The place of the key of the database, which decides who can read the data.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// The keyring.
    Keyring,
    /// Nowhere: it is derived from the passphrase.
    Passphrase(SecretString),
    /// Nowhere: every copy of the program knows it, so that the data are not secret.
    Public,
}
