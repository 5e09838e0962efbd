//! A data folder with a fake clock and a fake keyring.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::view::ProtectedBy;
use kabinet_api::{AccountContext, Api, Clock, SecretName, Secrets, SecretsError, SignIn};
use kabinet_demo::{ACCOUNT, CANARY, Demo, Running, Setup};
use kabinet_store::{DatabaseKey, FileKind, KeyId, Store};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;

/// The use cases over a real folder, with a clock that stands and a keyring that records.
pub struct TestApi {
    pub folder: TempDir,
    pub keyring: Arc<Keyring>,
    pub api: Api,
    clock: Arc<Standing>,
}

/// The stored secrets by name; `None` if the system has no keyring.
#[derive(Default)]
pub struct Keyring {
    kept: Mutex<BTreeMap<String, String>>,
    is_missing: bool,
    is_failing: AtomicBool,
    /// The number of reads that find nothing yet, as while a keyring saves.
    unsaved_reads: AtomicUsize,
    requests: AtomicUsize,
    /// Locked while the keyring waits for a person.
    prompt: Mutex<()>,
}

const DATABASE_KEY: &str = "database key";

struct Standing(Mutex<DateTime<Utc>>);

impl TestApi {
    pub fn new() -> Self {
        Self::with(Keyring::default())
    }

    pub fn without_keyring() -> Self {
        Self::with(Keyring { is_missing: true, ..Keyring::default() })
    }

    /// Returns a user whose keyring finds a secret only at the read after these.
    pub fn with_slow_keyring(unsaved_reads: usize) -> Self {
        Self::with(Keyring { unsaved_reads: unsaved_reads.into(), ..Keyring::default() })
    }

    fn with(keyring: Keyring) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(keyring);
        let clock = Arc::new(Standing(Mutex::new("2022-02-15T07:00:00Z".parse().unwrap())));
        let api = Api::new(folder.path().to_owned(), clock.clone(), keyring.clone());
        Self { folder, keyring, api, clock }
    }

    /// Returns the use cases of another run of the program over the same folder and keyring.
    pub fn restarted(&self) -> Api {
        Api::new(self.folder.path().to_owned(), self.clock.clone(), self.keyring.clone())
    }

    pub fn protected_by(&self) -> Option<ProtectedBy> {
        self.api.protection().unwrap().map(|protection| protection.by)
    }

    /// Opens the only account.
    pub fn account(&self) -> AccountContext {
        let keys = self.api.account_keys().unwrap();
        let [key] = keys.as_slice() else { panic!("one account is stored: {keys:?}") };
        self.api.open(key).unwrap()
    }

    pub fn pass(&self, time: TimeDelta) {
        *self.clock.0.lock().unwrap() += time;
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("kabinet.db")
    }

    pub fn store(&self) -> Store {
        let kind = Store::kind(&self.database()).unwrap();
        let key = if let FileKind::Keyed(id) = kind { self.key(id) } else { DatabaseKey::public() };
        Store::open_with(&self.database(), &key).unwrap()
    }

    fn key(&self, id: KeyId) -> DatabaseKey {
        if id == KeyId::PUBLIC {
            return DatabaseKey::public();
        }
        let digits = self.keyring.get(&SecretName::database(id)).unwrap();
        DatabaseKey::from_digits(id, digits).unwrap()
    }
}

impl Keyring {
    /// Returns the names of the stored passwords and sessions.
    pub fn names(&self) -> Vec<String> {
        self.kept().keys().filter(|name| !name.starts_with(DATABASE_KEY)).cloned().collect()
    }

    /// Returns the names of the stored keys of databases.
    pub fn database_keys(&self) -> Vec<String> {
        self.kept().keys().filter(|name| name.starts_with(DATABASE_KEY)).cloned().collect()
    }

    /// Makes the keyring fail, or work again.
    pub fn set_failing(&self, failing: bool) {
        self.is_failing.store(failing, Ordering::Relaxed);
    }

    /// Returns the number of requests.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// Lets the keyring wait for a person until the guard is dropped.
    pub fn prompt(&self) -> MutexGuard<'_, ()> {
        self.prompt.lock().unwrap()
    }

    /// Loses every secret.
    pub fn lose_everything(&self) {
        self.kept().clear();
    }

    fn there(&self) -> Result<MutexGuard<'_, BTreeMap<String, String>>, SecretsError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        drop(self.prompt());
        match (self.is_missing, self.is_failing.load(Ordering::Relaxed)) {
            (true, _) => Err(SecretsError::NoSecretService),
            (false, true) => Err(SecretsError::Locked),
            (false, false) => Ok(self.kept()),
        }
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.kept.lock().unwrap()
    }
}

impl Secrets for Keyring {
    fn reach(&self) -> Result<(), SecretsError> {
        if self.is_missing { Err(SecretsError::NoSecretService) } else { Ok(()) }
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.there()?.insert(name.to_string(), secret.expose_secret().to_owned());
        Ok(())
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        let is_unsaved =
            self.unsaved_reads.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        if is_unsaved.is_ok() {
            return Err(SecretsError::NotKept);
        }
        self.there()?.get(name.as_str()).map(|kept| kept.clone().into()).ok_or(SecretsError::NotKept)
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        self.there()?.remove(name.as_str()).map(drop).ok_or(SecretsError::NotKept)
    }
}

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

pub fn demo() -> Running {
    Demo::start(Setup::watched("2022-02-15".parse().unwrap())).unwrap()
}

/// Returns the sign-in data of a customer of the demo portal.
pub fn customer(demo: &Running) -> SignIn {
    SignIn {
        provider: "sevencom".to_owned(),
        site: Some(demo.url().to_string()),
        city: Some("Среднеуральск".to_owned()),
        login: ACCOUNT.to_owned(),
        password: CANARY.into(),
        keep_password: true,
    }
}
