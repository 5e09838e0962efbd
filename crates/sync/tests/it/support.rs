//! A demo portal, a customer and their store.

pub mod local_site;
pub mod page_site;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_demo::{ACCOUNT, CANARY, Demo, Running, Setup, Skin, canary};
use kabinet_domain::{AccountNumber, AccountSummary, MonthStatement, MonthTotals};
use kabinet_providers::{OpenSession, Provider};
use kabinet_store::{AccountId, Observed, Store};
use kabinet_sync::{
    Progress, ProgressObserver, RefreshRequest, Refreshed, Scope, SignIn, SyncError, refresh, refresh_in,
    sign_in,
};
use secrecy::SecretString;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use url::Url;

/// A customer of a demo portal with their own store.
pub struct Customer<'a> {
    pub demo: &'a Running,
    pub store: Store,
    pub id: AccountId,
    provider: Arc<dyn Provider>,
    _watched: WatchedFolder,
    folder: TempDir,
}

/// A folder that must not hold the password when its customer goes.
struct WatchedFolder(PathBuf);

impl Drop for WatchedFolder {
    fn drop(&mut self) {
        for file in fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path()) {
            let found = canary::find(CANARY, &fs::read(&file).unwrap());
            assert!(found.is_none() || thread::panicking(), "the password is in {}", file.display());
        }
    }
}

/// Everything stored about a customer except the refresh log.
#[derive(Debug, PartialEq)]
pub struct Everything {
    number: AccountNumber,
    summary: Option<Observed<AccountSummary>>,
    months: Vec<Observed<MonthTotals>>,
    statements: Vec<MonthStatement>,
    earlier: Vec<Observed<MonthStatement>>,
}

impl Everything {
    pub fn of(store: &Store, id: AccountId) -> Self {
        let months = store.months(id).unwrap();
        let earlier = |month: &Observed<MonthTotals>| store.previous_versions(id, month.value.month).unwrap();
        Self {
            number: store.account(id).unwrap().number,
            summary: store.summary(id).unwrap(),
            earlier: months.iter().flat_map(earlier).collect(),
            statements: store.statements(id, None).unwrap(),
            months,
        }
    }

    /// Returns true if the months and their earlier versions are the same.
    pub fn has_months_of(&self, other: &Self) -> bool {
        (&self.months, &self.statements, &self.earlier) == (&other.months, &other.statements, &other.earlier)
    }

    /// Returns true if the summary equals the one of the demo portal.
    pub fn shows_balance_of(&self, demo: &Running) -> bool {
        self.summary.as_ref().is_some_and(|kept| kept.value == demo.summary())
    }

    /// Returns true if it equals the data of the demo portal.
    pub fn shows(&self, demo: &Running) -> bool {
        let summary = self.summary.as_ref().map(|kept| &kept.value);
        summary == Some(&demo.summary()) && self.statements.iter().eq(demo.months().iter().rev())
    }
}

/// Starts a demo portal with a history of `months` months.
pub fn cabinet(months: usize) -> Running {
    Demo::start(setup(months)).unwrap()
}

/// Starts a demo portal that delays every answer.
pub fn slow_cabinet(months: usize, latency: Duration) -> Running {
    Demo::start(Setup { latency, ..setup(months) }).unwrap()
}

/// Starts a demo portal that lists twelve months to a page.
pub fn paged_cabinet(months: usize) -> Running {
    cabinet_in("../demo/skins/yii".as_ref(), months)
}

/// Starts a demo portal in the skin of a folder.
pub fn cabinet_in(skin: &Path, months: usize) -> Running {
    let skin = Skin::load(skin).unwrap();
    Demo::start(Setup { skin, ..setup(months) }).unwrap()
}

fn setup(months: usize) -> Setup {
    Setup { months: Some(months), ..Setup::watched("2026-11-20".parse().unwrap()) }
}

/// Returns the time `hours` after the first refresh.
pub fn hours_later(hours: i64) -> DateTime<Utc> {
    "2026-11-20T07:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)
}

impl<'a> Customer<'a> {
    /// Signs in without a refresh.
    pub async fn of(demo: &'a Running) -> Self {
        Self::signed_in(demo).await.unwrap()
    }

    /// Signs in, or returns the error.
    pub async fn signed_in(demo: &'a Running) -> Result<Self, SyncError> {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
        let provider = kabinet_providers::find("sevencom").unwrap();

        let password = SecretString::from(CANARY);
        let id = sign_in(&mut store, provider.as_ref(), entering(demo), password, hours_later(0)).await?;
        let watched = WatchedFolder(folder.path().to_owned());
        Ok(Self { demo, store, id, provider, _watched: watched, folder })
    }

    /// Signs in and reads everything.
    pub async fn up_to_date(demo: &'a Running) -> Self {
        let mut customer = Self::of(demo).await;
        customer.refresh(0).await.unwrap();
        customer
    }

    /// Closes the store and returns its folder.
    pub fn into_folder(self) -> TempDir {
        self.folder
    }

    pub async fn sign_in_at(&mut self, demo: &'a Running, password: &str) -> Result<AccountId, SyncError> {
        self.demo = demo;

        let secret = SecretString::from(password);
        let new = entering(demo);
        caged(password, sign_in(&mut self.store, self.provider.as_ref(), new, secret, hours_later(1)).await)
    }

    pub async fn refresh(&mut self, hour: i64) -> Result<Refreshed, SyncError> {
        self.refresh_watched(hour, &ProgressObserver::default()).await
    }

    pub async fn refresh_watched(
        &mut self,
        hour: i64,
        observer: &ProgressObserver,
    ) -> Result<Refreshed, SyncError> {
        self.refresh_with(CANARY, hour, Scope::Changed, observer).await
    }

    pub async fn refresh_with(
        &mut self,
        password: &str,
        hour: i64,
        scope: Scope,
        observer: &ProgressObserver,
    ) -> Result<Refreshed, SyncError> {
        let provider = self.provider.as_ref();
        let credential = SecretString::from(password).into();
        let (account, now) = (self.id, hours_later(hour));
        let request = RefreshRequest { account, credential, now, scope };
        caged(password, sendable(refresh(&mut self.store, provider, request, observer)).await)
    }

    /// Refreshes in the session that the last refresh left open.
    pub async fn refresh_in(
        &mut self,
        session: &mut Option<OpenSession>,
        hour: i64,
    ) -> Result<Refreshed, SyncError> {
        let (provider, observer) = (self.provider.as_ref(), ProgressObserver::default());
        let credential = SecretString::from(CANARY).into();
        let (account, now) = (self.id, hours_later(hour));
        let request = RefreshRequest { account, credential, now, scope: Scope::Changed };
        caged(CANARY, refresh_in(&mut self.store, provider, request, &observer, session).await)
    }

    pub fn everything(&self) -> Everything {
        Everything::of(&self.store, self.id)
    }

    /// Checks that the stored data equal the data of the demo portal.
    pub fn assert_up_to_date(&self) {
        let (kept, shown) = (self.kept(), self.shown());
        assert_eq!(kept, shown);
    }

    /// Returns the stored summary and months.
    pub fn kept(&self) -> (AccountSummary, Vec<MonthStatement>) {
        (self.store.summary(self.id).unwrap().unwrap().value, self.store.statements(self.id, None).unwrap())
    }

    /// Returns the summary and months of the demo portal.
    pub fn shown(&self) -> (AccountSummary, Vec<MonthStatement>) {
        (self.demo.summary(), self.demo.months().into_iter().rev().collect())
    }
}

fn entering(demo: &Running) -> SignIn {
    SignIn { site: demo.url().clone(), city: Some("Арамиль".to_owned()), login: ACCOUNT.to_owned() }
}

/// Returns an outcome after checking that its error does not show the password.
pub fn caged<T>(password: &str, outcome: Result<T, SyncError>) -> Result<T, SyncError> {
    if let Err(error) = &outcome {
        for text in [error.to_string(), format!("{error:?}")] {
            assert_eq!(canary::find(password, text.as_bytes()), None, "{text}");
        }
    }
    outcome
}

/// Signs in at a site as 12345678, refreshes once, and returns the store with its folder.
pub async fn visit(site: &Url) -> (Store, AccountId, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
    let provider = kabinet_providers::find("sevencom").unwrap();
    let new = SignIn { site: site.clone(), city: None, login: "12345678".to_owned() };
    let password = || SecretString::from(CANARY);
    let id = sign_in(&mut store, provider.as_ref(), new, password(), hours_later(0)).await.unwrap();
    let request = RefreshRequest {
        account: id,
        credential: password().into(),
        now: hours_later(0),
        scope: Scope::Changed,
    };
    let refreshed = refresh(&mut store, provider.as_ref(), request, &ProgressObserver::default()).await;
    assert!(refreshed.as_ref().is_ok_and(Refreshed::is_complete), "{refreshed:?}");
    (store, id, folder)
}

/// Creates an observer with the list of steps that it received.
pub fn recording() -> (ProgressObserver, Arc<Mutex<Vec<Progress>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&told);
    let watch = ProgressObserver::new(
        move |progress| record.lock().unwrap().push(progress),
        CancellationToken::new(),
    );
    (watch, told)
}

/// Checks at compile time that a future can be sent between threads.
fn sendable<F: Future + Send>(future: F) -> F {
    future
}
