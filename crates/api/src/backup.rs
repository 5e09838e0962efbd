//! Backing up and restoring everything, and the protection of the stored data.

use std::path::Path;
use std::sync::Arc;

use kabinet_store::{DatabaseKey, FileKind, KeyId, Passphrase, Store, StoreError};
use secrecy::SecretString;

use crate::{Api, ApiError, view};

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
        let key = known.unwrap_or_else(|| self.random_key().unwrap_or_else(|_| DatabaseKey::public()));
        let today = self.clock.now().date_naive();
        let earlier = match Store::restore(&path, &key, file, &passphrase, today) {
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
        let encrypted = matches!(kind, FileKind::Keyed(id) if id != KeyId::PUBLIC);
        Ok(Some(view::Protection { encrypted }))
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
        Ok(view::Protection { encrypted })
    }

    fn encrypt(&self) -> Result<(), ApiError> {
        let key = self.random_key().map_err(|why| ApiError::DatabaseLocked { why: Arc::new(why) })?;
        let changed = Store::change_key(&self.database(), &DatabaseKey::public(), &key);
        if changed.is_err() {
            self.forget_key();
        }
        Ok(changed?)
    }

    fn decrypt(&self, id: KeyId) -> Result<(), ApiError> {
        let key = self.key_of(id)?.ok_or(StoreError::OtherKey)?;
        Store::change_key(&self.database(), &key, &DatabaseKey::public())?;
        self.forget_key();
        Ok(())
    }
}
