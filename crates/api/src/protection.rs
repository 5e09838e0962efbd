//! The protection of the stored data: a key in the keyring, a passphrase, or checksums alone.

use std::path::PathBuf;

use kabinet_store::{DatabaseKey, FileKind, KeySource, Passphrase, Store, StoreError};
use secrecy::SecretString;

use crate::{Api, ApiError, KeyPlace, SecretsError, view};

impl Api {
    /// Returns the protection of the stored data; `None` if nothing is stored.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the file cannot be read.
    pub fn protection(&self) -> Result<Option<view::Protection>, ApiError> {
        if !self.has_database()? {
            return Ok(None);
        }
        let source = match Store::kind(&self.database())? {
            FileKind::Keyed(id) => id.source(),
            FileKind::Missing | FileKind::Plain | FileKind::Backup(_) | FileKind::Unrecognized => {
                KeySource::Program
            }
        };
        let copies = Store::copies(&self.database())?;
        Ok(Some(view::Protection {
            by: source.into(),
            newest_copy: copies.first().map(|copy| copy.day),
            copies: u32::try_from(copies.len()).unwrap_or(u32::MAX),
        }))
    }

    /// Gives the stored data another protection, or another passphrase, in one step.
    ///
    /// Data that are protected in that way already stay as they are. Where nothing is stored, the data
    /// of the first sign-in are protected so; a keyring protects them unasked.
    ///
    /// # Errors
    /// [`ApiError::NoAccount`] if the keyring is to protect nothing, [`ApiError::DatabaseLocked`] if
    /// the keyring does not take or give the key, [`ApiError::PassphraseNeeded`] and
    /// [`ApiError::Database`]. The data are then as they were.
    pub fn protect(&self, place: &KeyPlace) -> Result<view::Protection, ApiError> {
        let is_new = !self.has_database()?;
        if is_new && matches!(place, KeyPlace::Keyring) {
            return Err(ApiError::NoAccount);
        }
        // Opening gives a key to a file from before encryption, and puts one with damage aside.
        drop(self.store_with(place)?);
        if !is_new {
            self.change_key(place)?;
            self.keep_copy_if_due(&mut self.store()?)?;
        }
        self.protection()?.ok_or(ApiError::NoAccount)
    }

    fn change_key(&self, place: &KeyPlace) -> Result<(), ApiError> {
        let path = self.database();
        let FileKind::Keyed(id) = Store::kind(&path)? else { return Err(StoreError::Busy.into()) };
        if place.is_of(id.source()) {
            return Ok(());
        }
        let from = self.key_of(id)?.ok_or(StoreError::OtherKey)?;
        let old = self.note_of(id)?;
        let changed = self.new_key(place).and_then(|new| {
            let changed = Store::change_key(&path, &from, &new.key);
            self.settle(new);
            Ok(changed?)
        });
        if let Some(old) = old {
            self.settle_note(old);
        }
        changed
    }

    /// Opens data that a passphrase protects, until the program ends; nothing is written.
    ///
    /// Does nothing if no passphrase is needed.
    ///
    /// # Errors
    /// [`ApiError::WrongPassphrase`], and [`ApiError::Database`] if the file cannot be read.
    pub fn unlock(&self, passphrase: SecretString) -> Result<(), ApiError> {
        let Some(file) = self.locked_file()? else { return Ok(()) };
        let unlocked = Passphrase::new(passphrase).and_then(|passphrase| Store::unlock(&file, &passphrase));
        match unlocked {
            Ok(key) => {
                self.remember(key);
                Ok(())
            }
            Err(StoreError::WrongPassphrase | StoreError::BadPassphrase) => Err(ApiError::WrongPassphrase),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns true if a passphrase that the program does not know protects the data.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the file cannot be read.
    pub fn is_locked(&self) -> Result<bool, ApiError> {
        Ok(self.locked_file()?.is_some())
    }

    /// Puts data aside whose passphrase is forgotten.
    ///
    /// Changes nothing if the data are open.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the file is in use, or cannot be renamed.
    pub fn give_up_passphrase(&self) -> Result<(), ApiError> {
        if !self.is_locked()? {
            return Ok(());
        }
        match Store::kind(&self.database())? {
            FileKind::Keyed(id) => self.put_aside_without_key(id),
            FileKind::Missing | FileKind::Plain | FileKind::Backup(_) | FileKind::Unrecognized => {
                self.put_aside(&DatabaseKey::public())
            }
        }
    }

    /// Returns true if the system has a keyring, without asking anybody.
    pub fn has_keyring(&self) -> bool {
        !self.secrets.reach().is_err_and(|error| SecretsError::is_absence(&error))
    }

    /// Returns the file that waits for its passphrase.
    ///
    /// It is the database or, where its first bytes are damaged, its newest copy.
    fn locked_file(&self) -> Result<Option<PathBuf>, ApiError> {
        let database = self.database();
        if !self.has_database()? {
            return Ok(None);
        }
        let file = match Store::kind(&database)? {
            FileKind::Backup(_) | FileKind::Unrecognized => {
                Store::copies(&database)?.into_iter().next().map_or(database, |copy| copy.file)
            }
            FileKind::Missing | FileKind::Plain | FileKind::Keyed(_) => database,
        };
        let FileKind::Keyed(id) = Store::kind(&file)? else { return Ok(None) };
        let is_locked = id.source() == KeySource::Passphrase && self.key_of(id).is_err();
        Ok(is_locked.then_some(file))
    }
}

impl KeyPlace {
    /// Returns the place of the key of a protection; a passphrase counts only where it protects.
    pub fn new(by: view::ProtectedBy, passphrase: SecretString) -> Self {
        match by {
            view::ProtectedBy::Keyring => Self::Keyring,
            view::ProtectedBy::Passphrase => Self::Passphrase(passphrase),
            view::ProtectedBy::Nothing => Self::Public,
        }
    }

    /// Returns true if a key is in this place already; a passphrase may be another one.
    fn is_of(&self, source: KeySource) -> bool {
        matches!((self, source), (Self::Keyring, KeySource::Keyring) | (Self::Public, KeySource::Program))
    }
}
