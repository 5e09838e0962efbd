use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

use chrono::{DateTime, Utc};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use kabinet_domain::{Month, MonthStatement, Summary};
use kabinet_providers::{
    Credentials, Entrance, Key, ListedMonth, Provider, ProviderError, REQUESTS_AT_ONCE, Session, Trail,
};
use kabinet_store::{Account, AccountId, RefreshRecord, Store};
use tokio::task::yield_now;

use crate::plan::Plan;
use crate::{Progress, Scope, SyncError, Watch};

/// Requests in flight at once when the first history is read already: what is new can wait for those
/// who have nothing yet.
const AT_ONCE_LATER: usize = 2;

/// What a refresh did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refreshed {
    /// How many months were read.
    pub months_read: usize,
    /// How many operations they have that were not kept before.
    pub new_entries: usize,
}

/// One refresh, from its first visit to the cabinet to its last.
struct Refresh<'a> {
    store: &'a mut Store,
    provider: &'a dyn Provider,
    account: Account,
    credentials: Credentials,
    now: DateTime<Utc>,
    plan: Plan,
    watch: &'a Watch,
    told: Option<Progress>,
    read: BTreeSet<Month>,
    new_entries: usize,
    at_once: usize,
}

/// Reads what the cabinet shows, and keeps each month as it comes; the summary comes last,
/// together with the good outcome. A failure is recorded too. A session that ends is signed in to
/// again, once; a refused password is never tried again.
///
/// # Errors
/// [`SyncError::Provider`], [`SyncError::Store`], [`SyncError::AnotherAccount`] before anything is
/// kept, and [`SyncError::Cancelled`].
pub async fn refresh(
    store: &mut Store,
    provider: &dyn Provider,
    id: AccountId,
    key: impl Into<Key>,
    now: DateTime<Utc>,
    scope: Scope,
    watch: &Watch,
) -> Result<Refreshed, SyncError> {
    let account = store.account(id)?;
    let succeeded_at = store.refresh_status(id)?.succeeded_at;
    let begun = Instant::now();
    let mut refresh = Refresh {
        plan: Plan {
            scope,
            time_zone: provider.declaration().time_zone,
            stored: store.months(id)?,
            succeeded_at,
        },
        store,
        provider,
        credentials: Credentials { login: account.login.clone(), key: key.into() },
        account,
        now,
        watch,
        told: None,
        read: BTreeSet::new(),
        new_entries: 0,
        at_once: if succeeded_at.is_some() { AT_ONCE_LATER } else { REQUESTS_AT_ONCE },
    };
    let outcome = watch.cancel.run_until_cancelled(refresh.run()).await;
    let outcome = outcome.unwrap_or(Err(SyncError::Cancelled));
    let (months_read, failure) = (refresh.read.len(), outcome.as_ref().err().map(SyncError::code));
    if let Some(code) = failure {
        store.record_refresh(id, now, Err(code))?;
    }
    store.log_refresh(
        id,
        &RefreshRecord {
            at: now,
            failure: failure.map(str::to_owned),
            months_read: u32::try_from(months_read).unwrap_or(u32::MAX),
            took: begun.elapsed(),
        },
    )?;
    outcome
}

impl Refresh<'_> {
    async fn run(&mut self) -> Result<Refreshed, SyncError> {
        match self.visit().await {
            Err(SyncError::Provider(ProviderError::SessionEnded)) => {
                // Some sites end a session that is used twice at once.
                self.at_once = 1;
                self.visit().await
            }
            outcome => outcome,
        }
    }

    /// One session. Months are listed anew, because the last session's list went with it.
    async fn visit(&mut self) -> Result<Refreshed, SyncError> {
        self.tell(Progress::SigningIn);
        let session = self.provider.sign_in(&self.entrance(), &self.credentials).await?;
        self.tell(Progress::Account);
        let summary = session.summary().await?;
        SyncError::unless_same(&self.account.number, &summary.account)?;
        let listed = session.months(&self.plan.known()).await?;
        self.read_months(session.as_ref(), listed).await?;
        self.finish(&summary, &session.trail())
    }

    fn entrance(&self) -> Entrance {
        Entrance {
            site: self.account.site.clone(),
            city: self.account.city.clone(),
            trail: Trail {
                sign_in: self.account.sign_in_page.clone(),
                months: self.account.months_page.clone(),
            },
            today: self.now.with_timezone(&self.plan.time_zone).date_naive(),
            journal: None,
        }
    }

    /// Those that were asked for are waited for even after a failure: the site is never asked for
    /// more at once than is polite, and what it has answered is kept.
    async fn read_months(
        &mut self,
        session: &dyn Session,
        listed: Vec<ListedMonth>,
    ) -> Result<(), SyncError> {
        let left: Vec<ListedMonth> = listed.into_iter().filter(|month| self.is_left(month)).collect();
        let of = self.read.len() + left.len();
        let mut left = left.iter().map(|month| read(session, month));
        let mut asked: FuturesUnordered<_> = left.by_ref().take(self.at_once).collect();
        let mut come = VecDeque::new();
        let mut failure = None;
        loop {
            self.tell(Progress::Months { done: self.read.len(), of });
            tokio::select! {
                biased;
                Some(answer) = asked.next() => {
                    match answer {
                        Ok(statement) => come.push_back(statement),
                        Err(error) => failure = failure.or(Some(error)),
                    }
                    if failure.is_none() {
                        asked.extend(left.next());
                    }
                }
                // By then the next requests are on their way, and do not wait for the disk.
                () = yield_now(), if !come.is_empty() => self.keep(come.pop_front())?,
                else => return failure.map_or(Ok(()), |error| Err(error.into())),
            }
        }
    }

    fn is_left(&self, listed: &ListedMonth) -> bool {
        self.plan.wants(&listed.totals) && !self.read.contains(&listed.totals.month)
    }

    fn keep(&mut self, come: Option<MonthStatement>) -> Result<(), SyncError> {
        if let Some(statement) = come {
            self.new_entries += self.store.record_month(self.account.id, &statement, self.now)?;
            self.read.insert(statement.totals.month);
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, trail: &Trail) -> Result<Refreshed, SyncError> {
        let id = self.account.id;
        self.store.set_trail(id, trail.sign_in.as_ref(), trail.months.as_ref())?;
        self.store.record_refresh(id, self.now, Ok(summary))?;
        Ok(Refreshed { months_read: self.read.len(), new_entries: self.new_entries })
    }

    /// A second visit goes over old ground, and is silent until it comes to new.
    fn tell(&mut self, progress: Progress) {
        if Some(progress) > self.told {
            self.told = Some(progress);
            self.watch.tell(progress);
        }
    }
}

async fn read(session: &dyn Session, month: &ListedMonth) -> Result<MonthStatement, ProviderError> {
    Ok(MonthStatement { totals: month.totals, entries: session.entries(month).await? })
}
