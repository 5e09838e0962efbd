//! The database file: its key in the keyring, and the fate of a file that cannot be read.

use std::path::Path;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_store::{DatabaseKey, FileKind, KeyId, SetAside, Store, StoreError};
use secrecy::{ExposeSecret, SecretString};
use tokio::runtime::{Handle, RuntimeFlavor};

use crate::key_state::{KeyState, NewKey};
use crate::{Api, ApiError, SecretName, SecretsError};

/// The time for which a keyring that failed is not asked again, so that it does not keep prompting.
const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// The number of times that a new key is read back, and the pause between two of them.
const READS: usize = 20;
const BETWEEN_READS: Duration = Duration::from_millis(100);

/// The number of times that another process may replace the file meanwhile.
const ATTEMPTS: usize = 3;

impl Api {
    /// Forgets that the keyring failed, so that the next use case asks it again.
    pub fn ask_keyring_again(&self) {
        let mut state = self.key_state();
        if matches!(*state, KeyState::Refused { .. }) {
            *state = KeyState::Unasked;
        }
    }

    /// Returns the news that the database was put aside, once.
    pub fn take_set_aside(&self) -> Option<ApiError> {
        self.set_aside_news().take().map(ApiError::SetAside)
    }

    /// Puts the database aside if its damage is the failure of a use case.
    ///
    /// Returns the failure that is to be reported: the customer is to know where the file is.
    pub fn recover(&self, error: ApiError) -> ApiError {
        let is_about_file =
            matches!(error, ApiError::Database(StoreError::Damaged(_) | StoreError::Newer { .. }));
        if !is_about_file {
            return error;
        }
        let key = match Store::kind(&self.database()) {
            Ok(FileKind::Keyed(id)) => self.key_of(id),
            _ => self.key_of_copies(),
        };
        match key.map(|key| self.put_aside(&key.unwrap_or_else(DatabaseKey::public))) {
            Ok(Ok(())) => self.take_set_aside().unwrap_or(error),
            Ok(Err(_)) | Err(_) => error,
        }
    }

    /// Opens the database; creates it if it is missing.
    ///
    /// A file that is damaged, that a newer release wrote or whose key is lost is put aside, and a new
    /// one takes its place.
    pub(crate) fn open_database(&self, new_key: NewKey) -> Result<Store, ApiError> {
        let path = self.database();
        if self.vault.is_plain() {
            return Ok(Store::open_plain(&path)?);
        }
        for _ in 0..ATTEMPTS {
            let key = match Store::kind(&path)? {
                FileKind::Keyed(id) => match self.key_of(id)? {
                    Some(key) => key,
                    None => {
                        self.put_aside_without_key(&path, id)?;
                        continue;
                    }
                },
                FileKind::Missing | FileKind::Plain => self.new_key(new_key),
                FileKind::Backup(_) | FileKind::Unrecognized => {
                    self.key_of_copies()?.unwrap_or_else(|| self.new_key(new_key))
                }
            };
            match Store::open_with(&path, &key) {
                // Another process has given the file its key.
                Err(StoreError::OtherKey) => {}
                Err(StoreError::Damaged(_) | StoreError::Newer { .. }) => self.put_aside(&key)?,
                opened => return Ok(opened?),
            }
        }
        Err(ApiError::Database(StoreError::Busy))
    }

    /// Deletes the key of an erased database from the keyring.
    ///
    /// A key that stays there opens nothing any longer.
    pub(crate) fn forget_key(&self) {
        let state = std::mem::take(&mut *self.key_state());
        if let KeyState::Known(key) = state {
            let _ = self.ask_keyring(|api| api.secrets.delete(&SecretName::database(key.id())));
        }
    }

    fn put_aside(&self, key: &DatabaseKey) -> Result<(), ApiError> {
        let today = self.clock.now().date_naive();
        let set_aside = Store::set_aside_if_damaged(&self.database(), key, today)?;
        self.announce(set_aside);
        Ok(())
    }

    fn put_aside_without_key(&self, path: &Path, lost: KeyId) -> Result<(), ApiError> {
        let today = self.clock.now().date_naive();
        self.announce(Store::set_aside_without_key(path, lost, today)?);
        Ok(())
    }

    fn announce(&self, news: Option<SetAside>) {
        if news.is_some() {
            *self.set_aside_news() = news;
        }
    }

    /// Returns the key of a name; `None` if the keyring has none.
    ///
    /// A keyring that is absent, locked or silent is no lost key: it fails, and the file stays.
    pub(crate) fn key_of(&self, id: KeyId) -> Result<Option<DatabaseKey>, ApiError> {
        if id == KeyId::PUBLIC {
            return Ok(Some(DatabaseKey::public()));
        }
        let mut state = self.key_state();
        match &*state {
            KeyState::Known(key) if key.id() == id => return Ok(Some(key.clone())),
            KeyState::Refused { why, at } if self.is_recent(*at) => {
                return Err(ApiError::DatabaseLocked { why: Arc::clone(why) });
            }
            KeyState::Unasked | KeyState::Known(_) | KeyState::Refused { .. } => {}
        }
        match self.ask_keyring(|api| api.secrets.get(&SecretName::database(id))) {
            Ok(digits) => {
                let key = DatabaseKey::from_digits(id, digits).ok();
                *state = key.clone().map_or(KeyState::Unasked, KeyState::Known);
                Ok(key)
            }
            Err(SecretsError::NotKept) => Ok(None),
            Err(why) => {
                let why = Arc::new(why);
                *state = KeyState::Refused { why: Arc::clone(&why), at: self.clock.now() };
                Err(ApiError::DatabaseLocked { why })
            }
        }
    }

    /// Returns the key of the newest automatic copy; `None` without a copy or its key.
    ///
    /// A database whose name of the key is damaged had the same one.
    fn key_of_copies(&self) -> Result<Option<DatabaseKey>, ApiError> {
        match Store::copies(&self.database())?.first().map(|copy| Store::kind(&copy.file)) {
            Some(Ok(FileKind::Keyed(id))) => self.key_of(id),
            Some(_) | None => Ok(None),
        }
    }

    /// Returns a key for a new file.
    fn new_key(&self, place: NewKey) -> DatabaseKey {
        let kept = (place == NewKey::InKeyring).then(|| self.random_key());
        kept.and_then(Result::ok).unwrap_or_else(DatabaseKey::public)
    }

    /// Creates a random key, which the keyring takes and gives back.
    pub(crate) fn random_key(&self) -> Result<DatabaseKey, SecretsError> {
        let mut state = self.key_state();
        let key = DatabaseKey::random();
        let name = SecretName::database(key.id());
        let given_back = self.ask_keyring(|api| {
            api.secrets.put(&name, key.digits())?;
            api.given_back(&name)
        })?;
        if given_back.expose_secret() != key.digits().expose_secret() {
            return Err(SecretsError::NotKept);
        }
        *state = KeyState::Known(key.clone());
        Ok(key)
    }

    /// Returns a secret that the keyring has just taken.
    ///
    /// KDE's wallet gives out an empty one until it has saved it.
    fn given_back(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        for _ in 1..READS {
            match self.secrets.get(name) {
                Err(SecretsError::NotKept) => thread::sleep(BETWEEN_READS),
                answer => return answer,
            }
        }
        self.secrets.get(name)
    }

    fn is_recent(&self, at: DateTime<Utc>) -> bool {
        (TimeDelta::zero()..PAUSE).contains(&(self.clock.now() - at))
    }

    /// Asks the keyring, which may wait for a person, on a thread that no task of a runtime needs.
    fn ask_keyring<T>(&self, ask: impl FnOnce(&Self) -> T) -> T {
        let flavor = Handle::try_current().map(|runtime| runtime.runtime_flavor());
        match flavor {
            Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(|| ask(self)),
            Ok(_) | Err(_) => ask(self),
        }
    }

    fn key_state(&self) -> MutexGuard<'_, KeyState> {
        self.vault.key.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_aside_news(&self) -> MutexGuard<'_, Option<SetAside>> {
        self.vault.set_aside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
