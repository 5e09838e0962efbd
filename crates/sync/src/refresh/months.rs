//! Reading of the listed months.

use std::collections::VecDeque;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use kabinet_domain::{ErrorCode, Month, MonthStatement};
use kabinet_providers::{ListedMonth, ProviderError, Session};
use tokio::task::yield_now;

use crate::refresh::{Refresh, listed};
use crate::{Progress, SyncError};

/// The number of answers in a row without a page after which no further month is requested.
const MOST_UNANSWERED: usize = 2;

/// The answer to the request for a month.
type Answer = (Month, Result<MonthStatement, ProviderError>);

/// A reason not to request further months.
enum Stop {
    /// The site does not answer.
    ///
    /// The months that are left are unread.
    Unreachable(ErrorCode),
    /// The session is of no further use.
    Ended(SyncError),
}

/// The progress of the requests for months.
#[derive(Default)]
struct Requests {
    /// Answers in a row without a page.
    unanswered: usize,
    stop: Option<Stop>,
}

impl Refresh<'_> {
    /// Reads the listed months, and once more the months whose figures nothing explains.
    ///
    /// The list is requested again too, since it may have been in error itself.
    pub(super) async fn read_listed(
        &mut self,
        session: &dyn Session,
        months: Vec<ListedMonth>,
    ) -> Result<(), SyncError> {
        self.read_months(session, months).await?;
        if self.doubted.is_empty() {
            return Ok(());
        }
        let again = listed(session, &self.plan).await?.unwrap_or_default();
        self.read_months(session, again).await
    }

    /// Reads the months that are left and stores each one as it arrives.
    ///
    /// Requests under way are awaited even after a failure, so that every answer is stored.
    async fn read_months(
        &mut self,
        session: &dyn Session,
        listed: Vec<ListedMonth>,
    ) -> Result<(), SyncError> {
        self.plan.listed = listed.iter().map(|month| month.totals).collect();
        let is_doubted = |month: &ListedMonth| self.doubted.contains_key(&month.totals.month);
        let is_wanted = |month: &ListedMonth| {
            (self.plan.wants(&month.totals) || is_doubted(month)) && self.is_left(month.totals.month)
        };
        let left: Vec<ListedMonth> = listed.into_iter().filter(is_wanted).collect();
        self.marks.extend(left.iter().map(|month| (month.totals.month, month.marks)));
        self.wanted.extend(left.iter().map(|month| month.totals.month));
        let of = self.settled() + left.len();
        let mut left = left.iter().map(|month| read_month(session, month));
        let mut requested: FuturesUnordered<_> = left.by_ref().take(self.concurrency).collect();
        let mut pending = VecDeque::new();
        let mut requests = Requests::default();
        loop {
            self.report(Progress::Months { done: self.settled(), of });
            tokio::select! {
                biased;
                Some((month, answer)) = requested.next() => {
                    pending.extend(self.take(month, answer, &mut requests));
                    if requests.stop.is_none() {
                        requested.extend(left.next());
                    }
                }
                // The next requests are sent before the disk is written.
                () = yield_now(), if !pending.is_empty() => self.store_month(pending.pop_front())?,
                else => return self.finish(requests.stop),
            }
        }
    }

    /// Returns true if nothing is settled about a month yet.
    pub(super) fn is_left(&self, month: Month) -> bool {
        !self.read.contains(&month) && !self.unread.contains_key(&month) && !self.held_back.contains(&month)
    }

    /// Takes the answer for a month, and returns its statement if it was read.
    fn take(
        &mut self,
        month: Month,
        answer: Result<MonthStatement, ProviderError>,
        requests: &mut Requests,
    ) -> Option<MonthStatement> {
        let error = match answer {
            Ok(statement) => {
                requests.unanswered = 0;
                return Some(statement);
            }
            Err(error) => SyncError::from(error),
        };
        match error.into_reason() {
            Ok(code) => {
                self.unread.insert(month, code);
                self.doubted.remove(&month);
                requests.unanswered = if code.is_unreachable() { requests.unanswered + 1 } else { 0 };
                if code == ErrorCode::RateLimited || requests.unanswered == MOST_UNANSWERED {
                    requests.stop.get_or_insert(Stop::Unreachable(code));
                }
            }
            Err(error) => requests.stop = Some(Stop::Ended(error)),
        }
        None
    }

    fn finish(&mut self, stop: Option<Stop>) -> Result<(), SyncError> {
        match stop {
            None => Ok(()),
            Some(Stop::Ended(error)) => Err(error),
            Some(Stop::Unreachable(code)) => {
                let left: Vec<Month> =
                    self.wanted.iter().copied().filter(|month| self.is_left(*month)).collect();
                self.unread.extend(left.into_iter().map(|month| (month, code)));
                Ok(())
            }
        }
    }

    /// Stores a month, or keeps it aside the first time that nothing explains its figures.
    fn store_month(&mut self, statement: Option<MonthStatement>) -> Result<(), SyncError> {
        let Some(statement) = statement else { return Ok(()) };
        let (id, month) = (self.account.id, statement.totals.month);
        let stored = self.store.statements(id, Some(month))?.pop();
        if stored.is_none_or(|stored| self.plan.is_explained(&statement, &stored)) {
            self.doubted.remove(&month);
            let marks = self.marks.get(&month).copied().unwrap_or_default();
            self.store.set_month_marks(id, month, marks)?;
            self.new_entries += self.store.record_month(id, &statement, self.now)?;
            self.read.insert(month);
            return Ok(());
        }
        match self.doubted.remove(&month) {
            Some(_) => self.hold_back(&statement),
            None => {
                self.doubted.insert(month, statement);
                Ok(())
            }
        }
    }

    pub(super) fn hold_back(&mut self, statement: &MonthStatement) -> Result<(), SyncError> {
        self.store.hold_back_month(self.account.id, statement, self.now)?;
        self.held_back.insert(statement.totals.month);
        Ok(())
    }
}

async fn read_month(session: &dyn Session, month: &ListedMonth) -> Answer {
    let transactions = session.transactions(month).await;
    let statement = transactions.map(|transactions| MonthStatement { totals: month.totals, transactions });
    (month.totals.month, statement)
}
