use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Setup, Skin};
use kabinet_domain::{AccountNumber, MonthStatement, MonthTotals, Summary};
use kabinet_providers::Provider;
use kabinet_store::{AccountId, Kept, Store};
use kabinet_sync::{Progress, Refreshed, Scope, SignIn, SyncError, Watch, refresh, sign_in};
use secrecy::SecretString;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// A customer of a demo cabinet, with a store of their own.
pub struct Customer<'a> {
    pub demo: &'a Running,
    pub store: Store,
    pub id: AccountId,
    provider: Arc<dyn Provider>,
    folder: TempDir,
}

/// All that is kept of a customer but how the refreshes went.
#[derive(Debug, PartialEq)]
pub struct Everything {
    number: AccountNumber,
    summary: Option<Kept<Summary>>,
    months: Vec<Kept<MonthTotals>>,
    statements: Vec<MonthStatement>,
    earlier: Vec<Kept<MonthStatement>>,
}

impl Everything {
    pub fn of(store: &Store, id: AccountId) -> Self {
        let months = store.months(id).unwrap();
        let earlier = |month: &Kept<MonthTotals>| store.earlier_versions(id, month.value.month).unwrap();
        Self {
            number: store.account(id).unwrap().number,
            summary: store.summary(id).unwrap(),
            earlier: months.iter().flat_map(earlier).collect(),
            statements: store.statements(id, None).unwrap(),
            months,
        }
    }

    /// Whether it is what a cabinet shows.
    pub fn shows(&self, demo: &Running) -> bool {
        let summary = self.summary.as_ref().map(|kept| &kept.value);
        summary == Some(&demo.summary()) && self.statements.iter().eq(demo.months().iter().rev())
    }
}

/// A cabinet with a history of so many months.
pub fn cabinet(months: usize) -> Running {
    Demo::start(setup(months)).unwrap()
}

/// The same, which keeps every answer back so long.
pub fn slow_cabinet(months: usize, latency: Duration) -> Running {
    Demo::start(Setup { latency, ..setup(months) }).unwrap()
}

/// The same, which lists twelve months to a page.
pub fn paged_cabinet(months: usize) -> Running {
    cabinet_in("../demo/skins/yii".as_ref(), months)
}

/// The same, in the skin of that folder.
pub fn cabinet_in(skin: &Path, months: usize) -> Running {
    let skin = Skin::load(skin).unwrap();
    Demo::start(Setup { skin, ..setup(months) }).unwrap()
}

fn setup(months: usize) -> Setup {
    Setup { months: Some(months), ..Setup::new("2026-11-20".parse().unwrap()) }
}

/// A moment of the day that the cabinets take for today, so many hours after the first sync.
pub fn hours_later(hours: i64) -> DateTime<Utc> {
    "2026-11-20T07:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)
}

impl<'a> Customer<'a> {
    /// Signed in, and nothing more.
    pub async fn of(demo: &'a Running) -> Self {
        Self::signed_in(demo).await.unwrap()
    }

    /// The same, if signing in succeeds.
    pub async fn signed_in(demo: &'a Running) -> Result<Self, SyncError> {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("kabinet.sqlite")).unwrap();
        let provider = kabinet_providers::find("sevencom").unwrap();

        let password = SecretString::from(PASSWORD);
        let id = sign_in(&mut store, provider.as_ref(), entering(demo), password, hours_later(0)).await?;
        Ok(Self { demo, store, id, provider, folder })
    }

    /// Signed in, with all of the cabinet read.
    pub async fn up_to_date(demo: &'a Running) -> Self {
        let mut customer = Self::of(demo).await;
        customer.refresh(0).await.unwrap();
        customer
    }

    /// The folder with what is kept, closed.
    pub fn into_folder(self) -> TempDir {
        self.folder
    }

    pub async fn sign_in_at(&mut self, demo: &'a Running, password: &str) -> Result<AccountId, SyncError> {
        self.demo = demo;

        let password = SecretString::from(password);
        sign_in(&mut self.store, self.provider.as_ref(), entering(demo), password, hours_later(1)).await
    }

    pub async fn refresh(&mut self, hour: i64) -> Result<Refreshed, SyncError> {
        self.refresh_watched(hour, &Watch::default()).await
    }

    pub async fn refresh_watched(&mut self, hour: i64, watch: &Watch) -> Result<Refreshed, SyncError> {
        self.refresh_with(PASSWORD, hour, Scope::Changed, watch).await
    }

    pub async fn refresh_with(
        &mut self,
        password: &str,
        hour: i64,
        scope: Scope,
        watch: &Watch,
    ) -> Result<Refreshed, SyncError> {
        let provider = self.provider.as_ref();
        let password = SecretString::from(password);
        sendable(refresh(&mut self.store, provider, self.id, password, hours_later(hour), scope, watch)).await
    }

    pub fn everything(&self) -> Everything {
        Everything::of(&self.store, self.id)
    }

    /// That exactly what the cabinet shows is kept.
    pub fn assert_up_to_date(&self) {
        let (kept, shown) = (self.kept(), self.shown());
        assert_eq!(kept, shown);
    }

    /// What is kept of the account page and the months.
    pub fn kept(&self) -> (Summary, Vec<MonthStatement>) {
        (self.store.summary(self.id).unwrap().unwrap().value, self.store.statements(self.id, None).unwrap())
    }

    /// What the cabinet shows of them.
    pub fn shown(&self) -> (Summary, Vec<MonthStatement>) {
        (self.demo.summary(), self.demo.months().into_iter().rev().collect())
    }
}

fn entering(demo: &Running) -> SignIn {
    SignIn { site: demo.url().clone(), city: Some("Арамиль".to_owned()), login: ACCOUNT.to_owned() }
}

/// A watch that remembers what it was told.
pub fn recording() -> (Watch, Arc<Mutex<Vec<Progress>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&told);
    let watch = Watch::new(move |progress| record.lock().unwrap().push(progress), CancellationToken::new());
    (watch, told)
}

/// The window refreshes on threads that it does not choose.
fn sendable<F: Future + Send>(future: F) -> F {
    future
}
