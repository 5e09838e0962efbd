//! Choice of the months to read and to believe.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kabinet_domain::{AccountSummary, ErrorCode, Money, Month, MonthStatement, MonthTotals, count_new};
use kabinet_providers::ListedMonth;
use kabinet_store::{AccountId, Observed, Store, StoreError};

/// The scope of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Months that may have changed since the last refresh.
    Changed,
    /// Every listed month.
    Full,
}

/// The data that decide which months to read and to believe.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The scope of the refresh.
    pub(crate) scope: Scope,
    /// The time zone of the months.
    pub(crate) time_zone: Tz,
    /// The stored months.
    pub(crate) stored: Vec<Observed<MonthTotals>>,
    /// Months whose last reading failed or is held back.
    pub(crate) doubtful: BTreeSet<Month>,
    /// True if the last refresh did not read everything.
    pub(crate) is_unfinished: bool,
    /// The time of the last refresh that read the balance; `None` before the first.
    pub(crate) succeeded_at: Option<DateTime<Utc>>,
    /// The months as listed in this session.
    pub(crate) listed: Vec<MonthTotals>,
    /// The current balance; `None` until the account page is read.
    pub(crate) balance: Option<Money>,
}

impl Plan {
    /// Reads the plan of a refresh from the store.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub(crate) fn of(store: &Store, id: AccountId, scope: Scope, time_zone: Tz) -> Result<Self, StoreError> {
        let stored = store.months(id)?;
        let succeeded_at = store.refresh_status(id)?.succeeded_at;
        let unread = store.unread_months(id)?.into_iter().map(|unread| unread.month);
        let held_back = store.held_back_months(id)?.into_iter().map(|held_back| held_back.value.totals.month);
        let has_failed = store.refresh_log(id, 1)?.iter().any(|last| last.failure.is_some());
        Ok(Self {
            scope,
            time_zone,
            is_unfinished: has_failed || stored.iter().any(|kept| Some(kept.read_at) > succeeded_at),
            stored,
            doubtful: unread.chain(held_back).collect(),
            succeeded_at,
            listed: Vec::new(),
            balance: None,
        })
    }

    /// Returns the months at which reading the list may stop.
    ///
    /// Empty while the last refresh is unfinished: it stored its months in no order, and a list that
    /// stopped at them would never reach the missing ones behind.
    pub(crate) fn known(&self) -> Vec<MonthTotals> {
        if self.scope == Scope::Full || self.is_unfinished || !self.doubtful.is_empty() {
            return Vec::new();
        }
        self.stored.iter().map(|kept| kept.value).collect()
    }

    /// Returns true if a listed month must be read.
    ///
    /// That is a month that is not stored, is listed with other totals, was not over when it was
    /// last read, or whose last reading failed or is held back.
    pub(crate) fn wants(&self, listed: &MonthTotals) -> bool {
        let as_listed = self.stored.iter().find(|kept| kept.value == *listed);
        self.scope == Scope::Full
            || self.doubtful.contains(&listed.month)
            || as_listed.is_none_or(|kept| !self.was_over(kept))
    }

    /// Returns true if the site shows zeros everywhere, and had other figures before.
    ///
    /// A list of months that speaks of trouble counts as zeros.
    pub(crate) fn is_outage(
        &self,
        summary: &AccountSummary,
        listed: &Result<Vec<ListedMonth>, ErrorCode>,
    ) -> bool {
        let had_figures = |month: Month| self.total(month).is_some_and(|stored| !is_blank(stored));
        let is_list_lost = match listed {
            Ok(listed) => {
                listed.iter().all(|month| is_blank(&month.totals))
                    && listed.iter().any(|month| had_figures(month.totals.month))
            }
            Err(code) => {
                *code == ErrorCode::Maintenance
                    && self.stored.iter().any(|kept| had_figures(kept.value.month))
            }
        };
        summary.balance == Money::ZERO && is_list_lost
    }

    /// Returns true if the new reading of a month can follow the stored one.
    ///
    /// A month does not lose all of its transactions. The figures of a closed month may change if its
    /// transactions account for them, and if nothing disappeared or the months still join.
    pub(crate) fn is_explained(&self, read: &MonthStatement, stored: &MonthStatement) -> bool {
        let is_closed = self.closed(read.totals.month);
        if stored.totals.has_turnover() && is_emptied(read) {
            return !is_closed && self.is_confirmed(&read.totals);
        }
        if !is_closed || read.totals == stored.totals {
            return true;
        }
        let adds_up = adds_up(read) || !adds_up(stored);
        adds_up && (count_new(Some(read), stored) == 0 || self.joins(&read.totals))
    }

    /// Returns true if the account page shows the balance that an open month ends with.
    fn is_confirmed(&self, totals: &MonthTotals) -> bool {
        totals.closing_balance != Money::ZERO && Some(totals.closing_balance) == self.balance
    }

    /// Returns true if a month begins and ends with the balances of its neighbours.
    fn joins(&self, totals: &MonthTotals) -> bool {
        let find = |month: Month| {
            let listed = self.listed.iter().find(|listed| listed.month == month);
            listed.or_else(|| self.total(month))
        };
        let before = find(totals.month.previous());
        let after = find(totals.month.next());
        before.is_none_or(|before| before.closing_balance == totals.opening_balance)
            && after.is_none_or(|after| after.opening_balance == totals.closing_balance)
    }

    fn total(&self, month: Month) -> Option<&MonthTotals> {
        self.stored.iter().map(|kept| &kept.value).find(|stored| stored.month == month)
    }

    /// Returns true if a month was over when it was last read.
    fn closed(&self, month: Month) -> bool {
        self.stored.iter().any(|kept| kept.value.month == month && self.was_over(kept))
    }

    fn was_over(&self, kept: &Observed<MonthTotals>) -> bool {
        let read_on = kept.read_at.with_timezone(&self.time_zone).date_naive();
        read_on >= kept.value.month.next().first_day()
    }
}

/// Returns true if every figure of a month is zero.
fn is_blank(totals: &MonthTotals) -> bool {
    let MonthTotals { month: _, opening_balance, paid, charged, closing_balance } = totals;
    [opening_balance, paid, charged, closing_balance].into_iter().all(|figure| *figure == Money::ZERO)
}

fn is_emptied(read: &MonthStatement) -> bool {
    !read.totals.has_turnover() || read.transactions.is_empty()
}

/// Returns true if the transactions of a month lead from its opening to its closing balance.
fn adds_up(month: &MonthStatement) -> bool {
    let end = month.transactions.iter().fold(month.totals.opening_balance, |balance, it| balance + it.amount);
    end == month.totals.closing_balance
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Asia::Yekaterinburg;
    use kabinet_domain::Transaction;

    const REFRESHED: &str = "2026-11-20T07:00:00Z";

    fn totals(month: &str, closing: &str) -> MonthTotals {
        let month = month.parse().unwrap();
        let closing = closing.parse().unwrap();
        MonthTotals {
            month,
            opening_balance: Money::ZERO,
            paid: closing,
            charged: Money::ZERO,
            closing_balance: closing,
        }
    }

    fn plan(scope: Scope, stored: &[(&str, &str, &str)], succeeded_at: Option<&str>) -> Plan {
        let kept = |&(month, closing, read_at): &(&str, &str, &str)| Observed {
            value: totals(month, closing),
            read_at: read_at.parse().unwrap(),
        };
        let stored: Vec<Observed<MonthTotals>> = stored.iter().map(kept).collect();
        let succeeded_at: Option<DateTime<Utc>> = succeeded_at.map(|at| at.parse().unwrap());
        Plan {
            scope,
            time_zone: Yekaterinburg,
            is_unfinished: stored.iter().any(|kept| Some(kept.read_at) > succeeded_at),
            stored,
            doubtful: BTreeSet::new(),
            succeeded_at,
            listed: Vec::new(),
            balance: None,
        }
    }

    #[test]
    fn with_nothing_kept_every_month_is_read_and_the_list_to_its_end() {
        let plan = plan(Scope::Changed, &[], None);
        assert!(plan.wants(&totals("2021-11", "0.00")));
        assert_eq!(plan.known(), []);
    }

    #[test]
    fn a_closed_month_is_read_again_only_if_its_row_changed() {
        let plan = plan(Scope::Changed, &[("2026-10", "5.00", REFRESHED)], Some(REFRESHED));
        assert!(!plan.wants(&totals("2026-10", "5.00")));
        assert!(plan.wants(&totals("2026-10", "5.01")), "the provider rewrote the past");
        assert!(plan.wants(&totals("2026-09", "5.00")), "another month, with the same figures");
        assert_eq!(plan.known(), [totals("2026-10", "5.00")]);
    }

    #[test]
    fn a_month_that_was_not_over_when_read_is_read_again() {
        let open = plan(Scope::Changed, &[("2026-11", "5.00", REFRESHED)], Some(REFRESHED));
        assert!(
            open.wants(&totals("2026-11", "5.00")),
            "a payment and a charge of the same sum leave the row as it was"
        );
    }

    #[test]
    fn a_month_is_over_when_its_last_day_is_at_the_provider() {
        for (read_at, over) in [("2026-11-30T18:59:59Z", false), ("2026-11-30T19:00:00Z", true)] {
            let plan = plan(Scope::Changed, &[("2026-11", "5.00", read_at)], Some(read_at));
            assert_eq!(!plan.wants(&totals("2026-11", "5.00")), over, "read at {read_at}, UTC+5 there");
        }
    }

    #[test]
    fn all_of_it_is_all_of_it() {
        let plan = plan(Scope::Full, &[("2026-10", "5.00", REFRESHED)], Some(REFRESHED));
        assert!(plan.wants(&totals("2026-10", "5.00")));
        assert_eq!(plan.known(), [], "the list must be read to its end");
    }

    #[test]
    fn after_an_unfinished_refresh_the_list_is_read_to_its_end() {
        let newest_came_first = [("2026-10", "5.00", "2026-11-21T07:00:00Z"), ("2020-01", "5.00", REFRESHED)];
        for succeeded_at in [None, Some(REFRESHED)] {
            let plan = plan(Scope::Changed, &newest_came_first, succeeded_at);
            assert_eq!(plan.known(), [], "what is lacking stands behind the months that came first");
            assert!(!plan.wants(&totals("2026-10", "5.00")), "what came is not read twice");
        }
    }

    #[test]
    fn after_a_doubt_the_list_is_read_to_its_end_and_the_month_again() {
        let plan = Plan {
            doubtful: BTreeSet::from(["2026-10".parse().unwrap()]),
            ..plan(Scope::Changed, &[("2026-10", "5.00", REFRESHED)], Some(REFRESHED))
        };
        assert!(plan.wants(&totals("2026-10", "5.00")), "as stored, and still in doubt");
        assert_eq!(plan.known(), []);
    }

    #[test]
    fn a_closed_month_that_turns_to_nothing_is_not_believed_and_a_rewritten_one_is() {
        let plan = plan(Scope::Changed, &[("2026-10", "5.00", REFRESHED)], Some(REFRESHED));
        let read = |closing: &str, count: usize| MonthStatement {
            totals: totals("2026-10", closing),
            transactions: vec![transaction(); count],
        };
        let stored = read("5.00", 1);
        assert!(!plan.is_explained(&read("0.00", 0), &stored), "zeros and no transactions");
        assert!(!plan.is_explained(&read("5.00", 0), &stored), "no transactions");
        assert!(!plan.is_explained(&read("6.00", 1), &stored), "figures without a transaction");
        assert!(plan.is_explained(&read("10.00", 2), &stored), "another transaction");
        assert!(plan.is_explained(&stored, &stored));
    }

    fn transaction() -> Transaction {
        Transaction {
            date: "2026-10-05".parse().unwrap(),
            time: None,
            description: "Оплата".to_owned(),
            balance_before: None,
            amount: "5.00".parse().unwrap(),
            balance_after: None,
        }
    }
}
