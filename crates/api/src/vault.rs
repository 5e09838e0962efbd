//! Opening the database file, and the fate of a file that cannot be read.

use std::sync::{MutexGuard, PoisonError};

use kabinet_store::{DatabaseKey, FileKind, KeyId, SetAside, Store, StoreError};

use crate::database_key::HeldKey;
use crate::{Api, ApiError, KeyPlace};

/// The number of times that another process may replace the file meanwhile.
const ATTEMPTS: usize = 3;

impl Api {
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
    pub(crate) fn open_database(&self, place: &KeyPlace) -> Result<Store, ApiError> {
        let path = self.database();
        #[cfg(feature = "plain")]
        if self.vault.is_plain {
            return Ok(Store::open_plain(&path)?);
        }
        self.settle_left_over_key();
        for _ in 0..ATTEMPTS {
            let Some(held) = self.key_to_open(place)? else { continue };
            let opened = Store::open_with(&path, &held.key);
            let key = held.key.clone();
            self.settle(held);
            match opened {
                // Another process has given the file its key.
                Err(StoreError::OtherKey) => {}
                Err(StoreError::Damaged(_) | StoreError::Newer { .. }) => self.put_aside(&key)?,
                opened => return Ok(opened?),
            }
        }
        Err(ApiError::Database(StoreError::Busy))
    }

    /// Returns the key with which the file is to be opened or made.
    ///
    /// Returns `None` after the file was put aside because its key is lost.
    fn key_to_open(&self, place: &KeyPlace) -> Result<Option<HeldKey>, ApiError> {
        match Store::kind(&self.database())? {
            FileKind::Keyed(id) => match self.key_of(id)? {
                Some(key) => Ok(Some(key.into())),
                None => self.put_aside_without_key(id).map(|()| None),
            },
            FileKind::Missing | FileKind::Plain => self.key_of_new_file(place).map(Some),
            FileKind::Backup(_) | FileKind::Unrecognized => match self.key_of_copies()? {
                Some(key) => Ok(Some(key.into())),
                None => self.key_of_new_file(place).map(Some),
            },
        }
    }

    /// Creates a key for a new file; where the keyring fails, the file keeps nothing secret.
    pub(crate) fn key_of_new_file(&self, place: &KeyPlace) -> Result<HeldKey, ApiError> {
        match self.new_key(place) {
            Err(ApiError::DatabaseLocked { .. }) => self.new_key(&KeyPlace::Public),
            new => new,
        }
    }

    pub(crate) fn put_aside(&self, key: &DatabaseKey) -> Result<(), ApiError> {
        let today = self.clock.now().date_naive();
        let set_aside = Store::set_aside_if_damaged(&self.database(), key, today)?;
        self.announce(set_aside);
        Ok(())
    }

    pub(crate) fn put_aside_without_key(&self, lost: KeyId) -> Result<(), ApiError> {
        let today = self.clock.now().date_naive();
        self.announce(Store::set_aside_without_key(&self.database(), lost, today)?);
        Ok(())
    }

    fn announce(&self, news: Option<SetAside>) {
        if news.is_some() {
            *self.set_aside_news() = news;
        }
    }

    fn set_aside_news(&self) -> MutexGuard<'_, Option<SetAside>> {
        self.vault.set_aside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
