//! One refresh of an account.

use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

use chrono::{DateTime, Utc};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use kabinet_domain::{AccountSummary, Month, MonthStatement};
use kabinet_providers::{
    Credential, Credentials, KnownUrls, ListedMonth, Provider, ProviderError, REQUESTS_AT_ONCE, Session,
    SignInTarget,
};
use kabinet_store::{Account, AccountId, RefreshRecord, Store};
use tokio::task::yield_now;

use crate::plan::Plan;
use crate::{Progress, ProgressObserver, Scope, SyncError};

/// Concurrent requests after the first history is read, so that first refreshes go first.
const LATER_CONCURRENCY: usize = 2;

/// The number of sessions in a row without a new month after which a refresh gives up.
const MOST_FRUITLESS: usize = 2;

/// The account to refresh, and the extent of the refresh.
#[derive(Debug, Clone)]
pub struct RefreshRequest {
    /// The stored account.
    pub account: AccountId,
    /// The credential to sign in with.
    pub credential: Credential,
    /// The current time.
    pub now: DateTime<Utc>,
    /// The months to read.
    pub scope: Scope,
}

/// The outcome of a successful refresh.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The number of months read.
    pub months_read: usize,
    /// The number of their transactions that were not stored before.
    pub new_entries: usize,
    /// The number of closed months that lost their figures at the site. They are stored as before.
    pub months_kept_aside: usize,
}

/// The state of one refresh.
struct Refresh<'a> {
    store: &'a mut Store,
    provider: &'a dyn Provider,
    account: Account,
    credentials: Credentials,
    now: DateTime<Utc>,
    plan: Plan,
    observer: &'a ProgressObserver,
    last_progress: Option<Progress>,
    read: BTreeSet<Month>,
    kept_aside: BTreeSet<Month>,
    new_entries: usize,
    concurrency: usize,
}

/// Reads an account from its portal and stores each month as it arrives.
///
/// The summary is stored last, together with the outcome. A failure is recorded too. A refused
/// password is never tried again.
///
/// # Errors
/// [`SyncError::Provider`], [`SyncError::Store`], [`SyncError::AnotherAccount`] before anything is
/// stored, and [`SyncError::Cancelled`].
pub async fn refresh(
    store: &mut Store,
    provider: &dyn Provider,
    request: RefreshRequest,
    observer: &ProgressObserver,
) -> Result<Refreshed, SyncError> {
    let started = Instant::now();
    let mut refresh = Refresh::new(store, provider, request, observer)?;
    let outcome = observer.cancel.run_until_cancelled(refresh.run()).await;
    let outcome = outcome.unwrap_or(Err(SyncError::Cancelled));
    refresh.record(outcome.as_ref().err(), started)?;
    outcome
}

impl<'a> Refresh<'a> {
    fn new(
        store: &'a mut Store,
        provider: &'a dyn Provider,
        request: RefreshRequest,
        observer: &'a ProgressObserver,
    ) -> Result<Self, SyncError> {
        let RefreshRequest { account: id, credential, now, scope } = request;
        let account = store.account(id)?;
        let succeeded_at = store.refresh_status(id)?.succeeded_at;
        let stored = store.months(id)?;
        Ok(Self {
            plan: Plan { scope, time_zone: provider.info().time_zone, stored, succeeded_at },
            store,
            provider,
            credentials: Credentials { login: account.login.clone(), key: credential },
            account,
            now,
            observer,
            last_progress: None,
            read: BTreeSet::new(),
            kept_aside: BTreeSet::new(),
            new_entries: 0,
            concurrency: if succeeded_at.is_some() { LATER_CONCURRENCY } else { REQUESTS_AT_ONCE },
        })
    }

    /// Records the outcome of the refresh in the store.
    fn record(&mut self, failure: Option<&SyncError>, started: Instant) -> Result<(), SyncError> {
        let (id, failure) = (self.account.id, failure.map(SyncError::code));
        if let Some(code) = failure {
            self.store.record_refresh(id, self.now, Err(code))?;
        }
        let record = RefreshRecord {
            at: self.now,
            failure: failure.map(Into::into),
            months_read: u32::try_from(self.read.len()).unwrap_or(u32::MAX),
            duration: started.elapsed(),
        };
        Ok(self.store.log_refresh(id, &record)?)
    }

    /// Runs sessions as long as each one reads a new month.
    async fn run(&mut self) -> Result<Refreshed, SyncError> {
        let mut fruitless = 0;
        loop {
            let before = self.read.len();
            match self.run_session().await {
                Err(SyncError::Provider(ProviderError::SessionEnded)) => {
                    fruitless = if self.read.len() > before { 0 } else { fruitless + 1 };
                    if fruitless == MOST_FRUITLESS {
                        return Err(ProviderError::SessionEnded.into());
                    }
                    // Some sites end a session that sends two requests at once.
                    self.concurrency = 1;
                }
                outcome => return outcome,
            }
        }
    }

    /// Runs one session. The list of months is valid only within its session.
    async fn run_session(&mut self) -> Result<Refreshed, SyncError> {
        self.report(Progress::SigningIn);
        let session = self.provider.sign_in(&self.sign_in_target(), &self.credentials).await?;
        self.report(Progress::Account);
        let summary = session.summary().await?;
        SyncError::check_account(&self.account.number, &summary.account)?;
        let listed = session.months(&self.plan.known()).await?;
        self.read_months(session.as_ref(), listed).await?;
        self.finish(&summary, &session.known_urls())
    }

    fn sign_in_target(&self) -> SignInTarget {
        SignInTarget {
            site: self.account.site.clone(),
            city: self.account.city.clone(),
            known_urls: KnownUrls {
                sign_in: self.account.sign_in_page.clone(),
                months: self.account.months_page.clone(),
            },
            today: self.now.with_timezone(&self.plan.time_zone).date_naive(),
            visit_log: None,
        }
    }

    /// Reads the months that are left and stores each one as it arrives.
    ///
    /// Requests under way are awaited even after a failure, so that every answer is stored.
    async fn read_months(
        &mut self,
        session: &dyn Session,
        listed: Vec<ListedMonth>,
    ) -> Result<(), SyncError> {
        let left: Vec<ListedMonth> = listed.into_iter().filter(|month| self.is_left(month)).collect();
        let of = self.read.len() + left.len();
        let plan = self.plan.clone();
        let mut left = left.iter().map(|month| read_month(session, &plan, month));
        let mut requested: FuturesUnordered<_> = left.by_ref().take(self.concurrency).collect();
        let mut pending = VecDeque::new();
        let mut failure = None;
        loop {
            self.report(Progress::Months { done: self.read.len(), of });
            tokio::select! {
                biased;
                Some(answer) = requested.next() => {
                    match answer {
                        Ok(statement) => pending.push_back(statement),
                        Err(error) => failure = failure.or(Some(error)),
                    }
                    if failure.is_none() {
                        requested.extend(left.next());
                    }
                }
                // The next requests are sent before the disk is written.
                () = yield_now(), if !pending.is_empty() => self.store_month(pending.pop_front())?,
                else => return failure.map_or(Ok(()), |error| Err(error.into())),
            }
        }
    }

    fn is_left(&self, listed: &ListedMonth) -> bool {
        let month = &listed.totals.month;
        self.plan.wants(&listed.totals) && !self.read.contains(month) && !self.kept_aside.contains(month)
    }

    fn store_month(&mut self, statement: Option<MonthStatement>) -> Result<(), SyncError> {
        let Some(statement) = statement else { return Ok(()) };
        if self.plan.loses(&statement) {
            self.kept_aside.insert(statement.totals.month);
        } else {
            self.new_entries += self.store.record_month(self.account.id, &statement, self.now)?;
            self.read.insert(statement.totals.month);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &AccountSummary, known_urls: &KnownUrls) -> Result<Refreshed, SyncError> {
        let id = self.account.id;
        self.store.set_known_pages(id, known_urls.sign_in.as_ref(), known_urls.months.as_ref())?;
        self.store.record_refresh(id, self.now, Ok(summary))?;
        Ok(Refreshed {
            months_read: self.read.len(),
            new_entries: self.new_entries,
            months_kept_aside: self.kept_aside.len(),
        })
    }

    /// Reports progress, except steps that an earlier session has already reported.
    fn report(&mut self, progress: Progress) {
        if Some(progress) > self.last_progress {
            self.last_progress = Some(progress);
            self.observer.report(progress);
        }
    }
}

/// Reads a month, and once more if it lost its figures.
async fn read_month(
    session: &dyn Session,
    plan: &Plan,
    month: &ListedMonth,
) -> Result<MonthStatement, ProviderError> {
    let read = async || {
        let transactions = session.transactions(month).await?;
        Ok(MonthStatement { totals: month.totals, transactions })
    };
    match read().await {
        Ok(statement) if plan.loses(&statement) => read().await,
        outcome => outcome,
    }
}
