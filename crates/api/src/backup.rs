//! Backing up and restoring everything, and the protection of the stored data.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use kabinet_store::{DatabaseKey, FileKind, KeptCopy, KeyId, Passphrase, Store, StoreError};
use secrecy::SecretString;

use crate::{Api, ApiError, view};

/// The age at which an automatic copy no longer is enough.
const COPY_INTERVAL: TimeDelta = TimeDelta::days(7);

impl Api {
    /// Writes everything to a file that the passphrase opens; an earlier file is replaced.
    ///
    /// A refresh may go on meanwhile. Passwords are not in the file.
    ///
    /// # Errors
    /// [`ApiError::NoAccount`] if nothing is stored, [`ApiError::FileNotWritten`], and
    /// [`ApiError::Database`] for an impossible passphrase or data that cannot be read.
    pub fn back_up(&self, file: &Path, passphrase: SecretString) -> Result<view::BackedUp, ApiError> {
        let passphrase = Passphrase::new(passphrase)?;
        if !self.has_database()? {
            return Err(ApiError::NoAccount);
        }
        match self.store()?.back_up(file, &passphrase) {
            Err(StoreError::BackupFile(error)) => {
                Err(ApiError::FileNotWritten { file: file.to_owned(), error })
            }
            done => Ok(done.map(|()| view::BackedUp { file: file.to_owned() })?),
        }
    }

    /// Replaces everything with a backup, which is checked first.
    ///
    /// The earlier database stays beside it under another name.
    ///
    /// # Errors
    /// [`ApiError::Database`] for a file that is no whole backup, a wrong passphrase, a newer backup
    /// and a database in use, and [`ApiError::DatabaseLocked`]. Everything is then as it was.
    pub fn restore(&self, file: &Path, passphrase: SecretString) -> Result<view::Restored, ApiError> {
        let passphrase = Passphrase::new(passphrase)?;
        self.create_folder()?;
        let path = self.database();
        let known = match Store::kind(&path)? {
            FileKind::Keyed(id) => self.key_of(id)?,
            FileKind::Missing | FileKind::Plain | FileKind::Backup(_) | FileKind::Unrecognized => None,
        };
        let is_new = known.is_none();
        let key = known.unwrap_or_else(|| self.random_key().unwrap_or_else(|_| DatabaseKey::public()));
        let today = self.clock.now().date_naive();
        let restored = Store::restore(&path, &key, file, &passphrase, today);
        if is_new && restored.is_err() {
            self.forget_needless_key(key.id());
        }
        let earlier = match restored {
            Err(StoreError::BackupFile(_)) => return Err(StoreError::NotABackup.into()),
            done => done?,
        };
        Ok(view::Restored { file: file.to_owned(), earlier })
    }

    /// Returns the protection of the stored data; `None` if nothing is stored.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the file cannot be read.
    pub fn protection(&self) -> Result<Option<view::Protection>, ApiError> {
        if !self.has_database()? {
            return Ok(None);
        }
        let kind = Store::kind(&self.database())?;
        Ok(Some(self.protection_with(matches!(kind, FileKind::Keyed(id) if id != KeyId::PUBLIC))?))
    }

    fn protection_with(&self, encrypted: bool) -> Result<view::Protection, ApiError> {
        let copies = Store::copies(&self.database())?;
        let newest = copies.first().map(|copy| copy.day);
        let count = u32::try_from(copies.len()).unwrap_or(u32::MAX);
        Ok(view::Protection { encrypted, newest_copy: newest, copies: count })
    }

    /// Makes an automatic copy of the data, unless there is one of this week.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data are damaged. A copy that cannot be written costs nothing:
    /// Settings shows the day of the newest one.
    pub(crate) fn keep_copy_if_due(&self, store: &mut Store) -> Result<(), ApiError> {
        let today = self.clock.now().date_naive();
        let is_recent = |day| (TimeDelta::zero()..COPY_INTERVAL).contains(&(today - day));
        let is_due = |copies: Vec<KeptCopy>| !copies.iter().any(|copy| is_recent(copy.day));
        if Store::copies(&self.database()).is_ok_and(is_due) {
            return self.keep_copy(store);
        }
        Ok(())
    }

    /// Makes an automatic copy in place of all earlier ones, which have more in them than the data.
    ///
    /// # Errors
    /// [`ApiError::DataFolder`] if they cannot be removed, and the errors of
    /// [`Api::keep_copy_if_due`].
    pub(crate) fn renew_copies(&self, store: &mut Store) -> Result<(), ApiError> {
        self.erase_copies()?;
        self.keep_copy(store)
    }

    /// Removes every automatic copy.
    ///
    /// # Errors
    /// [`ApiError::DataFolder`] if one cannot be removed.
    pub(crate) fn erase_copies(&self) -> Result<(), ApiError> {
        Store::erase_copies(&self.database()).map_err(|error| self.unusable(error))
    }

    fn keep_copy(&self, store: &mut Store) -> Result<(), ApiError> {
        let path = self.database();
        let Ok(FileKind::Keyed(id)) = Store::kind(&path) else { return Ok(()) };
        let Ok(Some(key)) = self.key_of(id) else { return Ok(()) };
        match store.keep_copy(&path, &key, self.clock.now().date_naive()) {
            Err(error @ StoreError::Damaged(_)) => Err(error.into()),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Encrypts the stored data with a new key in the keyring, or keeps nothing of them secret.
    ///
    /// Data that are protected in that way already stay as they are.
    ///
    /// # Errors
    /// [`ApiError::NoAccount`] if nothing is stored, [`ApiError::DatabaseLocked`] if the keyring does
    /// not take or give the key, and [`ApiError::Database`]. The data are then as they were.
    pub fn set_encrypted(&self, encrypted: bool) -> Result<view::Protection, ApiError> {
        if !self.has_database()? {
            return Err(ApiError::NoAccount);
        }
        // Opening gives a key to a file from before encryption, and puts one with damage aside.
        drop(self.store()?);
        let FileKind::Keyed(id) = Store::kind(&self.database())? else {
            return Err(StoreError::Busy.into());
        };
        match (encrypted, id == KeyId::PUBLIC) {
            (true, true) => self.encrypt()?,
            (false, false) => self.decrypt(id)?,
            (true, false) | (false, true) => {}
        }
        self.keep_copy_if_due(&mut self.store()?)?;
        self.protection_with(encrypted)
    }

    fn encrypt(&self) -> Result<(), ApiError> {
        let key = self.random_key().map_err(|why| ApiError::DatabaseLocked { why: Arc::new(why) })?;
        let changed = Store::change_key(&self.database(), &DatabaseKey::public(), &key);
        if changed.is_err() {
            self.forget_needless_key(key.id());
        }
        Ok(changed?)
    }

    /// Deletes a new key from the keyring, unless the file has it already.
    ///
    /// A step may fail after the file has taken its name, and the data need the key then.
    fn forget_needless_key(&self, id: KeyId) {
        if Store::kind(&self.database()).is_ok_and(|kind| kind != FileKind::Keyed(id)) {
            self.forget_key();
        }
    }

    fn decrypt(&self, id: KeyId) -> Result<(), ApiError> {
        let key = self.key_of(id)?.ok_or(StoreError::OtherKey)?;
        Store::change_key(&self.database(), &key, &DatabaseKey::public())?;
        self.forget_key();
        Ok(())
    }
}
