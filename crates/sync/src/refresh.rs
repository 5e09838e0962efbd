//! One refresh of an account.

mod months;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use chrono::{DateTime, Utc};
use kabinet_domain::{AccountSummary, ErrorCode, Month, MonthMarks, MonthStatement, UnreadReason};
use kabinet_providers::{
    Credential, Credentials, KnownUrls, ListedMonth, OpenSession, Provider, ProviderError, REQUESTS_AT_ONCE,
    Session, SignInTarget,
};
use kabinet_store::{Account, AccountId, RefreshRecord, Store};

use crate::plan::Plan;
use crate::{Progress, ProgressObserver, Refreshed, Scope, SyncError};

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

/// The state of one refresh.
struct Refresh<'a> {
    store: &'a mut Store,
    provider: &'a dyn Provider,
    account: Account,
    credentials: Credentials,
    open_session: &'a mut Option<OpenSession>,
    now: DateTime<Utc>,
    plan: Plan,
    observer: &'a ProgressObserver,
    last_progress: Option<Progress>,
    concurrency: usize,
    /// The account page with the addresses learned, once read.
    summary: Option<(AccountSummary, KnownUrls)>,
    unread_list: Option<ErrorCode>,
    /// The listed months to read.
    wanted: BTreeSet<Month>,
    read: BTreeSet<Month>,
    unread: BTreeMap<Month, ErrorCode>,
    /// Readings that nothing explains, to be requested once more.
    doubted: BTreeMap<Month, MonthStatement>,
    held_back: BTreeSet<Month>,
    /// The origin and the precision of the listed months.
    marks: BTreeMap<Month, MonthMarks>,
    new_entries: usize,
}

/// Reads an account from its portal and stores each month as it arrives.
///
/// The summary is stored last, together with the outcome. Once it is read, a month or a list of
/// months that could not be read is part of the outcome and no error. A failure is recorded too.
/// A refused password is never tried again.
///
/// # Errors
/// [`SyncError::Provider`] if the account could not be entered or its page not be read, or if
/// sessions kept ending; [`SyncError::AnotherAccount`] and [`SyncError::Cancelled`], after which no
/// summary is stored; and [`SyncError::Store`].
pub async fn refresh(
    store: &mut Store,
    provider: &dyn Provider,
    request: RefreshRequest,
    observer: &ProgressObserver,
) -> Result<Refreshed, SyncError> {
    refresh_in(store, provider, request, observer, &mut None).await
}

/// Refreshes as [`refresh`] does, in the session that the last refresh left open.
///
/// `session` is then the one that this refresh leaves open; `None` if it failed.
///
/// # Errors
/// The errors of [`refresh`].
pub async fn refresh_in(
    store: &mut Store,
    provider: &dyn Provider,
    request: RefreshRequest,
    observer: &ProgressObserver,
    session: &mut Option<OpenSession>,
) -> Result<Refreshed, SyncError> {
    let started = Instant::now();
    let mut refresh = Refresh::new(store, provider, request, observer, session)?;
    let outcome = observer.cancel.run_until_cancelled(refresh.run()).await;
    let outcome = outcome.unwrap_or(Err(SyncError::Cancelled));
    let refreshed = refresh.record(outcome.as_ref().err(), started)?;
    outcome.map(|()| refreshed)
}

impl<'a> Refresh<'a> {
    fn new(
        store: &'a mut Store,
        provider: &'a dyn Provider,
        request: RefreshRequest,
        observer: &'a ProgressObserver,
        open_session: &'a mut Option<OpenSession>,
    ) -> Result<Self, SyncError> {
        let RefreshRequest { account: id, credential, now, scope } = request;
        let account = store.account(id)?;
        let plan = Plan::of(store, id, scope, provider.info().time_zone)?;
        let is_first = plan.succeeded_at.is_none();
        Ok(Self {
            plan,
            store,
            provider,
            credentials: Credentials { login: account.login.clone(), key: credential },
            open_session,
            account,
            now,
            observer,
            last_progress: None,
            concurrency: if is_first { REQUESTS_AT_ONCE } else { LATER_CONCURRENCY },
            summary: None,
            unread_list: None,
            wanted: BTreeSet::new(),
            read: BTreeSet::new(),
            unread: BTreeMap::new(),
            doubted: BTreeMap::new(),
            held_back: BTreeSet::new(),
            marks: BTreeMap::new(),
            new_entries: 0,
        })
    }

    /// Runs sessions as long as each one settles another month.
    async fn run(&mut self) -> Result<(), SyncError> {
        let mut fruitless = 0;
        loop {
            let before = self.settled();
            match self.run_session().await {
                Err(SyncError::Provider(ProviderError::SessionEnded)) => {
                    fruitless = if self.settled() > before { 0 } else { fruitless + 1 };
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

    fn settled(&self) -> usize {
        self.read.len() + self.unread.len() + self.held_back.len()
    }

    /// Runs one session.
    ///
    /// The list of months is valid only within its session.
    async fn run_session(&mut self) -> Result<(), SyncError> {
        self.report(Progress::SigningIn);
        let target = self.sign_in_target();
        let session = self.provider.sign_in(&target, &self.credentials).await?;
        self.report(Progress::Account);
        let summary = session.summary().await?;
        SyncError::check_account(&self.account.number, &summary.account)?;
        self.plan.balance = Some(summary.balance);
        self.summary = Some((summary.clone(), session.known_urls()));
        let listed = listed(session.as_ref(), &self.plan).await?;
        if self.plan.is_outage(&summary, &listed) {
            self.summary = None;
            return Err(ProviderError::Maintenance.into());
        }
        self.summary = Some((summary, session.known_urls()));
        self.unread_list = listed.as_ref().err().copied();
        self.take_unread_rows(session.as_ref());
        self.read_listed(session.as_ref(), listed.unwrap_or_default()).await?;
        *self.open_session = session.leave_open();
        Ok(())
    }

    /// Takes the months whose rows in the list could not be read.
    fn take_unread_rows(&mut self, session: &dyn Session) {
        let rows = session.unread_months().into_iter();
        self.unread.extend(rows.map(|(month, error)| (month, SyncError::from(error).code())));
    }

    /// Returns the portal to sign in to, with the open session the first time.
    fn sign_in_target(&mut self) -> SignInTarget {
        SignInTarget {
            site: self.account.site.clone(),
            city: self.account.city.clone(),
            known_urls: KnownUrls {
                sign_in: self.account.sign_in_page.clone(),
                months: self.account.months_page.clone(),
            },
            open_session: self.open_session.take(),
            today: self.now.with_timezone(&self.plan.time_zone).date_naive(),
            visit_log: None,
        }
    }

    /// Stores the outcome of the refresh.
    fn record(&mut self, error: Option<&SyncError>, started: Instant) -> Result<Refreshed, SyncError> {
        let id = self.account.id;
        if let None | Some(SyncError::Provider(_)) = error {
            self.record_doubts(error)?;
            self.record_summary()?;
        }
        if let Some(error) = error {
            self.store.record_refresh(id, self.now, Err(error.code()))?;
        }
        let refreshed = self.refreshed();
        let failure = error.map(SyncError::code).or_else(|| refreshed.failure());
        let record = RefreshRecord {
            at: self.now,
            failure: failure.map(Into::into),
            months_read: u32::try_from(self.read.len()).unwrap_or(u32::MAX),
            duration: started.elapsed(),
        };
        self.store.log_refresh(id, &record)?;
        Ok(refreshed)
    }

    fn record_summary(&mut self) -> Result<(), SyncError> {
        let (id, now) = (self.account.id, self.now);
        if let Some((summary, known_urls)) = &self.summary {
            self.store.set_known_pages(id, known_urls.sign_in.as_ref(), known_urls.months.as_ref())?;
            self.store.record_refresh(id, now, Ok(summary))?;
            if let Some(reason) = self.unread_list {
                self.store.set_list_unread(id, reason)?;
            }
        }
        Ok(())
    }

    /// Records the months that were listed and could not be read.
    fn record_doubts(&mut self, error: Option<&SyncError>) -> Result<(), SyncError> {
        let (id, now) = (self.account.id, self.now);
        for statement in std::mem::take(&mut self.doubted).into_values() {
            self.hold_back(&statement)?;
        }
        if let Some(error) = error {
            let left: Vec<Month> = self.wanted.iter().copied().filter(|month| self.is_left(*month)).collect();
            self.unread.extend(left.into_iter().map(|month| (month, error.code())));
        }
        for (month, code) in &self.unread {
            self.store.set_month_unread(id, *month, *code, now)?;
        }
        Ok(())
    }

    fn refreshed(&self) -> Refreshed {
        let fields = self.summary.iter().flat_map(|(summary, _)| &summary.unread);
        Refreshed {
            months_read: self.read.len(),
            new_entries: self.new_entries,
            unread_months: self.unread.iter().rev().map(|(month, code)| (*month, *code)).collect(),
            months_held_back: self.held_back.iter().rev().copied().collect(),
            unread_list: self.unread_list,
            unread_fields: fields.filter(|field| field.reason != UnreadReason::NotShown).count(),
        }
    }

    /// Reports progress, except steps that an earlier session has already reported.
    fn report(&mut self, progress: Progress) {
        if Some(progress) > self.last_progress {
            self.last_progress = Some(progress);
            self.observer.report(progress);
        }
    }
}

/// Reads the list of months, or returns the reason why it could not be read.
async fn listed(
    session: &dyn Session,
    plan: &Plan,
) -> Result<Result<Vec<ListedMonth>, ErrorCode>, SyncError> {
    match session.months(&plan.known()).await {
        Ok(listed) => Ok(Ok(listed)),
        Err(error) => SyncError::from(error).into_reason().map(Err),
    }
}
