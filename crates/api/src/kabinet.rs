use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use kabinet_providers::{Provider, Providers};
use kabinet_store::{Account, Store};

use crate::{ApiError, Clock, Secrets};

/// What the window and the command line share: the use cases, over one folder of data.
///
/// The database is opened anew for each of them, so that they may run side by side.
#[derive(Clone)]
pub struct Kabinet {
    folder: PathBuf,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) secrets: Arc<dyn Secrets>,
}

const DATABASE: &str = "kabinet.db";

/// Where a person may put descriptions of providers.
const DESCRIPTIONS: &str = "providers";

/// What SQLite puts beside a database, by what its name ends with.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

impl Kabinet {
    /// Over the data in that folder, which is created when it is first needed.
    pub fn new(folder: PathBuf, clock: Arc<dyn Clock>, secrets: Arc<dyn Secrets>) -> Self {
        Self { folder, clock, secrets }
    }

    /// Today at the provider of that name.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`].
    pub fn today_at(&self, provider_id: &str) -> Result<NaiveDate, ApiError> {
        Ok(self.now_at(self.provider(provider_id)?.as_ref()).date())
    }

    /// Removes everything that was read, of every account, and the folder if nothing else is in
    /// it. Passwords in the keyring stay.
    ///
    /// # Errors
    /// [`ApiError::DataFolder`].
    pub fn erase_everything(&self) -> Result<(), ApiError> {
        self.erase()?;
        // It may hold what is not ours.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// The accounts that are kept; looking for them creates no database.
    pub(crate) fn kept_accounts(&self) -> Result<Vec<Account>, ApiError> {
        if !self.database().exists() {
            return Ok(Vec::new());
        }
        Ok(self.store()?.accounts()?)
    }

    pub(crate) fn store(&self) -> Result<Store, ApiError> {
        create_private(&self.folder).map_err(|error| self.unusable(error))?;
        Ok(Store::open(&self.database())?)
    }

    /// The account of that login, or of that `provider/login`; the only one if none is given.
    pub(crate) fn account(&self, store: &Store, login: Option<&str>) -> Result<Account, ApiError> {
        let kept = store.accounts()?;
        let fitting: Vec<&Account> =
            kept.iter().filter(|account| login.is_none_or(|login| is_called(account, login))).collect();
        match (fitting.as_slice(), login) {
            _ if kept.is_empty() => Err(ApiError::NoAccount),
            ([account], _) => Ok((*account).clone()),
            ([], Some(login)) => {
                Err(ApiError::UnknownAccount { login: login.to_owned(), kept: names(&kept) })
            }
            _ => Err(ApiError::WhichAccount { kept: names(&kept) }),
        }
    }

    /// The provider of that name.
    pub(crate) fn provider(&self, id: &str) -> Result<Arc<dyn Provider>, ApiError> {
        self.described().find(id)?.ok_or_else(|| self.unknown(id))
    }

    /// The providers, by what is compiled in and by a person's own files.
    pub(crate) fn described(&self) -> Providers {
        Providers::described_in(self.folder.join(DESCRIPTIONS))
    }

    pub(crate) fn unknown(&self, id: &str) -> ApiError {
        let known = self.described().all().into_iter().flatten();
        let known = known.map(|provider| provider.declaration().id.clone()).collect();
        ApiError::UnknownProvider { id: id.to_owned(), known }
    }

    /// The time at a provider.
    pub(crate) fn now_at(&self, provider: &dyn Provider) -> NaiveDateTime {
        local(self.clock.now(), provider.declaration().time_zone)
    }

    /// Removes the database. What else is in the folder stays.
    pub(crate) fn erase(&self) -> Result<(), ApiError> {
        let database = self.database();
        let beside = BESIDE.iter().map(|ending| {
            let mut path = database.clone().into_os_string();
            path.push(ending);
            PathBuf::from(path)
        });
        for path in beside.chain([database.clone()]) {
            remove(&path).map_err(|error| self.unusable(error))?;
        }
        Ok(())
    }

    fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    fn unusable(&self, error: io::Error) -> ApiError {
        ApiError::DataFolder { folder: self.folder.clone(), error }
    }
}

/// An instant as the clocks in that zone show it.
pub(crate) fn local(instant: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    instant.with_timezone(&zone).naive_local()
}

fn is_called(account: &Account, login: &str) -> bool {
    account.login == login || qualified(account) == login
}

/// Their logins, with the provider where two have the same.
fn names(accounts: &[Account]) -> Vec<String> {
    let is_shared = |login: &str| accounts.iter().filter(|account| account.login == login).count() > 1;
    let name = |account: &Account| {
        if is_shared(&account.login) { qualified(account) } else { account.login.clone() }
    };
    accounts.iter().map(name).collect()
}

fn qualified(account: &Account) -> String {
    format!("{}/{}", account.provider, account.login)
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
