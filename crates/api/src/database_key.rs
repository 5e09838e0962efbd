//! The key of the database: in the keyring, of a passphrase, or the public one.

use std::sync::{Arc, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_store::{DatabaseKey, FileKind, KeyId, KeyNote, KeySource, Passphrase, Store};
use secrecy::{ExposeSecret, SecretString};
use tokio::runtime::{Handle, RuntimeFlavor};

use crate::key_state::{KeyPlace, KeyState};
use crate::{Api, ApiError, SecretName, SecretsError};

/// A key, with its note until the keyring and the file agree on it.
pub(crate) struct HeldKey {
    pub(crate) key: DatabaseKey,
    note: Option<KeyNote>,
}

/// The time for which a keyring that failed is not asked again, so that it does not keep prompting.
const PAUSE: TimeDelta = TimeDelta::minutes(30);

/// The number of times that a new key is read back, and the pause between two of them.
const READS: usize = 20;
const BETWEEN_READS: Duration = Duration::from_millis(100);

impl Api {
    /// Forgets that the keyring failed, so that the next use case asks it again.
    pub fn ask_keyring_again(&self) {
        let mut state = self.key_state();
        if matches!(*state, KeyState::Refused { .. }) {
            *state = KeyState::Unasked;
        }
    }

    /// Returns the key of a name; `None` if the keyring has none.
    ///
    /// A keyring that is absent, locked or silent is no lost key: it fails, and the file stays.
    pub(crate) fn key_of(&self, id: KeyId) -> Result<Option<DatabaseKey>, ApiError> {
        let mut state = self.key_state();
        match (&*state, id.source()) {
            (_, KeySource::Program) => return Ok(Some(DatabaseKey::public())),
            (KeyState::Known(key), _) if key.id() == id => return Ok(Some(key.clone())),
            (_, KeySource::Passphrase) => return Err(ApiError::PassphraseNeeded),
            (KeyState::Refused { why, at }, _) if self.is_recent(*at) => {
                return Err(ApiError::DatabaseLocked { why: Arc::clone(why) });
            }
            (KeyState::Unasked | KeyState::Known(_) | KeyState::Refused { .. }, _) => {}
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
    pub(crate) fn key_of_copies(&self) -> Result<Option<DatabaseKey>, ApiError> {
        match Store::copies(&self.database())?.first().map(|copy| Store::kind(&copy.file)) {
            Some(Ok(FileKind::Keyed(id))) => self.key_of(id),
            Some(_) | None => Ok(None),
        }
    }

    /// Creates a key for a file, with which [`Api::settle`] ends.
    ///
    /// # Errors
    /// [`ApiError::DatabaseLocked`] if the keyring does not take the key or give it back, and
    /// [`ApiError::Database`] for an impossible passphrase.
    pub(crate) fn new_key(&self, place: &KeyPlace) -> Result<HeldKey, ApiError> {
        match place {
            KeyPlace::Keyring => self.key_in_keyring(),
            KeyPlace::Passphrase(text) => {
                Ok(DatabaseKey::of_new_passphrase(&Passphrase::new(text.clone())?)?.into())
            }
            KeyPlace::Public => Ok(DatabaseKey::public().into()),
        }
    }

    fn key_in_keyring(&self) -> Result<HeldKey, ApiError> {
        let key = DatabaseKey::random();
        let note = KeyNote::write(&self.database(), key.id())?;
        let stored = {
            let _turn = self.key_state();
            self.ask_keyring(|api| api.store_key(&key))
        };
        let Err(why) = stored else { return Ok(HeldKey { key, note: Some(note) }) };
        if why.is_absence() {
            note.remove()?
        } else {
            self.settle_note(note)
        }
        Err(ApiError::DatabaseLocked { why: Arc::new(why) })
    }

    /// Stores a key in the keyring, and reads it back.
    fn store_key(&self, key: &DatabaseKey) -> Result<(), SecretsError> {
        let name = SecretName::database(key.id());
        self.secrets.put(&name, key.digits())?;
        let given_back = self.given_back(&name)?;
        let is_same = given_back.expose_secret() == key.digits().expose_secret();
        if is_same { Ok(()) } else { Err(SecretsError::NotKept) }
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

    /// Remembers a key if the file has it; otherwise deletes it from the keyring.
    ///
    /// A step may fail after the file has taken its name, and the data need the key then.
    pub(crate) fn settle(&self, held: HeldKey) {
        let has_it = |kind| kind == FileKind::Keyed(held.key.id());
        if Store::kind(&self.database()).is_ok_and(has_it) {
            self.remember(held.key);
        }
        if let Some(note) = held.note {
            self.settle_note(note);
        }
    }

    /// Writes the note of a key that the file is about to lose; `None` if the keyring has none.
    pub(crate) fn note_of(&self, id: KeyId) -> Result<Option<KeyNote>, ApiError> {
        let is_kept = id.source() == KeySource::Keyring;
        Ok(is_kept.then(|| KeyNote::write(&self.database(), id)).transpose()?)
    }

    /// Deletes the key of a note from the keyring, if the file does not have it, and the note.
    ///
    /// A note that cannot be followed stays for the next opening.
    pub(crate) fn settle_note(&self, note: KeyNote) {
        let Ok(needless) = note.needless_key() else { return };
        if needless.is_none_or(|id| self.delete_key(id)) {
            // One that stays is read at the next opening.
            let _ = note.remove();
        }
    }

    /// Deletes the key that a killed process has left in the keyring.
    pub(crate) fn settle_left_over_key(&self) {
        let is_refused = matches!(*self.key_state(), KeyState::Refused { at, .. } if self.is_recent(at));
        if is_refused {
            return;
        }
        if let Ok(Some(note)) = KeyNote::left_over(&self.database()) {
            self.settle_note(note);
        }
    }

    /// Deletes the key of an erased database from the keyring.
    ///
    /// A key that stays there opens nothing any longer.
    pub(crate) fn forget_key(&self) {
        let state = std::mem::take(&mut *self.key_state());
        if let KeyState::Known(key) = state {
            self.delete_key(key.id());
        }
    }

    /// Deletes a key from the keyring, and returns true if it is not there any longer.
    fn delete_key(&self, id: KeyId) -> bool {
        if id.source() != KeySource::Keyring {
            return true;
        }
        let deleted = self.ask_keyring(|api| api.secrets.delete(&SecretName::database(id)));
        matches!(deleted, Ok(()) | Err(SecretsError::NotKept))
    }

    /// Remembers the key of the database until the program ends.
    pub(crate) fn remember(&self, key: DatabaseKey) {
        if key.id().source() != KeySource::Program {
            *self.key_state() = KeyState::Known(key);
        }
    }

    fn is_recent(&self, at: DateTime<Utc>) -> bool {
        (TimeDelta::zero()..PAUSE).contains(&(self.clock.now() - at))
    }

    /// Asks the keyring, which may wait for a person.
    fn ask_keyring<T>(&self, ask: impl FnOnce(&Self) -> T) -> T {
        beside_tasks(|| ask(self))
    }

    /// Locks the state of the key, and waits while another use case asks the keyring for it.
    fn key_state(&self) -> MutexGuard<'_, KeyState> {
        match self.vault.key.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                beside_tasks(|| self.vault.key.lock().unwrap_or_else(PoisonError::into_inner))
            }
        }
    }
}

impl From<DatabaseKey> for HeldKey {
    fn from(key: DatabaseKey) -> Self {
        Self { key, note: None }
    }
}

/// Waits on a thread that no task of a runtime needs.
fn beside_tasks<T>(wait: impl FnOnce() -> T) -> T {
    let flavor = Handle::try_current().map(|runtime| runtime.runtime_flavor());
    match flavor {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(wait),
        Ok(_) | Err(_) => wait(),
    }
}
