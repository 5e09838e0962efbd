//! Backing up and restoring everything, and the automatic copies.

use std::path::Path;

use chrono::TimeDelta;
use kabinet_store::{FileKind, KeptCopy, Passphrase, Store, StoreError};
use secrecy::SecretString;

use crate::{Api, ApiError, KeyPlace, view};

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
    /// and a database in use, [`ApiError::DatabaseLocked`] and [`ApiError::PassphraseNeeded`].
    /// Everything is then as it was.
    pub fn restore(&self, file: &Path, passphrase: SecretString) -> Result<view::Restored, ApiError> {
        let passphrase = Passphrase::new(passphrase)?;
        self.create_folder()?;
        let path = self.database();
        let known = match Store::kind(&path)? {
            FileKind::Keyed(id) => self.key_of(id)?,
            FileKind::Missing | FileKind::Plain | FileKind::Backup(_) | FileKind::Unrecognized => None,
        };
        let held = match known {
            Some(key) => key.into(),
            None => self.key_of_new_file(&KeyPlace::Keyring)?,
        };
        let today = self.clock.now().date_naive();
        let restored = Store::restore(&path, &held.key, file, &passphrase, today);
        self.settle(held);
        let earlier = match restored {
            Err(StoreError::BackupFile(_)) => return Err(StoreError::NotABackup.into()),
            done => done?,
        };
        Ok(view::Restored { file: file.to_owned(), earlier })
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
}
