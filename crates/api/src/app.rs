//! The use cases over one data folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use kabinet_domain::AccountKey;
use kabinet_providers::{Provider, ProviderRegistry};
use kabinet_store::{Account, Store, create_private_folder};

use crate::key_state::{KeyPlace, Vault};
use crate::refresh::open_sessions::OpenSessions;
use crate::{ApiError, Clock, Secrets};

/// The use cases that the window and the command line share, over one data folder.
///
/// Each use case opens the database anew, so that several may run at once.
#[derive(Clone)]
pub struct Api {
    folder: PathBuf,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) secrets: Arc<dyn Secrets>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) open_sessions: Arc<OpenSessions>,
    openings: Arc<AtomicUsize>,
}

const DATABASE: &str = "kabinet.db";

/// The folder of the customer's own description files.
const DESCRIPTIONS: &str = "providers";

impl Api {
    /// Creates the use cases over a data folder, which is created when it is first needed.
    pub fn new(folder: PathBuf, clock: Arc<dyn Clock>, secrets: Arc<dyn Secrets>) -> Self {
        let (vault, open_sessions, openings) = (Arc::default(), Arc::default(), Arc::default());
        Self { folder, clock, secrets, vault, open_sessions, openings }
    }

    /// Creates the use cases over a database without key and checksums, to be compared with.
    #[cfg(feature = "plain")]
    pub fn over_plain_database(folder: PathBuf, clock: Arc<dyn Clock>, secrets: Arc<dyn Secrets>) -> Self {
        let vault = Arc::new(Vault { is_plain: true, ..Vault::default() });
        Self { vault, ..Self::new(folder, clock, secrets) }
    }

    /// Returns the data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the keys of the stored accounts, in the order of their first sign-in.
    ///
    /// Creates no database if there is none.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be read.
    pub fn account_keys(&self) -> Result<Vec<AccountKey>, ApiError> {
        Ok(self.stored_accounts()?.iter().map(Account::key).collect::<Result<_, _>>()?)
    }

    /// Returns the number of times that the database was opened, as the cost of a use case.
    ///
    /// It counts the openings through this value and its clones.
    pub fn database_openings(&self) -> usize {
        self.openings.load(Ordering::Relaxed)
    }

    /// Returns the current day at a provider.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`].
    pub fn today_at(&self, provider_id: &str) -> Result<NaiveDate, ApiError> {
        Ok(self.now_at(self.provider(provider_id)?.as_ref()).date())
    }

    /// Removes the data of every account, and the folder if nothing else is in it.
    ///
    /// Passwords in the keyring stay; the key of the database does not.
    ///
    /// # Errors
    /// [`ApiError::DataFolder`] if a file cannot be removed.
    pub fn erase_everything(&self) -> Result<(), ApiError> {
        self.erase_database()?;
        // The folder may hold files of the customer's own.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    fn stored_accounts(&self) -> Result<Vec<Account>, ApiError> {
        if !self.has_database()? {
            return Ok(Vec::new());
        }
        Ok(self.store()?.accounts()?)
    }

    /// Opens the database, which is created where there is none.
    pub(crate) fn store(&self) -> Result<Store, ApiError> {
        self.store_with(&KeyPlace::Keyring)
    }

    pub(crate) fn store_with(&self, place: &KeyPlace) -> Result<Store, ApiError> {
        self.create_folder()?;
        self.openings.fetch_add(1, Ordering::Relaxed);
        self.open_database(place)
    }

    /// Creates the data folder, where there is none.
    pub(crate) fn create_folder(&self) -> Result<(), ApiError> {
        create_private_folder(&self.folder).map_err(|error| self.unusable(error))
    }

    pub(crate) fn provider(&self, id: &str) -> Result<Arc<dyn Provider>, ApiError> {
        self.registry().find(id)?.ok_or_else(|| self.unknown_provider(id))
    }

    /// Returns the compiled-in providers and the providers of the customer's own files.
    pub(crate) fn registry(&self) -> ProviderRegistry {
        ProviderRegistry::described_in(self.folder.join(DESCRIPTIONS))
    }

    pub(crate) fn unknown_provider(&self, id: &str) -> ApiError {
        let known = self.registry().all().into_iter().flatten();
        let known = known.map(|provider| provider.info().id.clone()).collect();
        ApiError::UnknownProvider { id: id.to_owned(), known }
    }

    /// Returns the current time at a provider.
    pub(crate) fn now_at(&self, provider: &dyn Provider) -> NaiveDateTime {
        local(self.clock.now(), provider.info().time_zone)
    }

    /// Removes the database and its key.
    ///
    /// Other files in the folder stay. So does a database without accounts, with its key, while
    /// another process holds it and the system removes no such file.
    pub(crate) fn erase_database(&self) -> Result<(), ApiError> {
        match Store::erase(&self.database()) {
            Err(error) if is_held(&error) && self.stored_accounts()?.is_empty() => return Ok(()),
            erased => erased.map_err(|error| self.unusable(error))?,
        }
        self.forget_key();
        Ok(())
    }

    /// Returns true if there is a database; a folder that cannot be searched is an error.
    ///
    /// Windows calls a file below another file missing, as below a folder.
    pub(crate) fn has_database(&self) -> Result<bool, ApiError> {
        let has_database = self.database().try_exists().map_err(|error| self.unusable(error))?;
        let mut places = self.folder.ancestors();
        if !has_database && places.find(|place| place.exists()).is_some_and(Path::is_file) {
            return Err(self.unusable(io::ErrorKind::NotADirectory.into()));
        }
        Ok(has_database)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    pub(crate) fn unusable(&self, error: io::Error) -> ApiError {
        ApiError::DataFolder { folder: self.folder.clone(), error }
    }
}

/// Returns true if Windows refused because another process has the file open.
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION)
}

/// Converts an instant to the local time of a time zone.
pub(crate) fn local(instant: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    instant.with_timezone(&zone).naive_local()
}
