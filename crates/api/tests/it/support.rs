//! A data folder with a fake clock and a fake keyring.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::{AccountContext, Api, Clock, SecretName, Secrets, SecretsError, SignIn};
use kabinet_demo::{ACCOUNT, CANARY, Demo, Running, Setup};
use kabinet_store::Store;
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
}

struct Standing(Mutex<DateTime<Utc>>);

impl TestApi {
    pub fn new() -> Self {
        Self::with(Keyring::default())
    }

    pub fn without_keyring() -> Self {
        Self::with(Keyring { is_missing: true, ..Keyring::default() })
    }

    fn with(keyring: Keyring) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(keyring);
        let clock = Arc::new(Standing(Mutex::new("2022-02-15T07:00:00Z".parse().unwrap())));
        let api = Api::new(folder.path().to_owned(), clock.clone(), keyring.clone());
        Self { folder, keyring, api, clock }
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
        Store::open(&self.database()).unwrap()
    }
}

impl Keyring {
    /// Returns the names of the stored secrets.
    pub fn names(&self) -> Vec<String> {
        self.kept().keys().cloned().collect()
    }

    fn there(&self) -> Result<MutexGuard<'_, BTreeMap<String, String>>, SecretsError> {
        if self.is_missing { Err(SecretsError::NoSecretService) } else { Ok(self.kept()) }
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.kept.lock().unwrap()
    }
}

impl Secrets for Keyring {
    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.there()?.insert(name.to_string(), secret.expose_secret().to_owned());
        Ok(())
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
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
