//! Choice of the months to read.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kabinet_domain::{Money, MonthStatement, MonthTotals};
use kabinet_store::Observed;

/// The scope of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Months that may have changed since the last refresh.
    Changed,
    /// Every listed month.
    Full,
}

/// The data that decide which months to read.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The scope of the refresh.
    pub(crate) scope: Scope,
    /// The time zone of the months.
    pub(crate) time_zone: Tz,
    /// The stored months.
    pub(crate) stored: Vec<Observed<MonthTotals>>,
    /// The time of the last successful refresh; `None` before the first.
    pub(crate) succeeded_at: Option<DateTime<Utc>>,
}

impl Plan {
    /// Returns the months at which reading the list may stop.
    ///
    /// Empty while the last refresh is unfinished: it stored its months in no order, and a list that
    /// stopped at them would never reach the missing ones behind.
    pub(crate) fn known(&self) -> Vec<MonthTotals> {
        if self.scope == Scope::Full || self.is_unfinished() {
            return Vec::new();
        }
        self.stored.iter().map(|kept| kept.value).collect()
    }

    /// Returns true if a listed month must be read.
    ///
    /// That is a month that is not stored, is listed with other totals, or was not over when it was
    /// last read.
    pub(crate) fn wants(&self, listed: &MonthTotals) -> bool {
        let as_listed = self.stored.iter().find(|kept| kept.value == *listed);
        self.scope == Scope::Full || as_listed.is_none_or(|kept| !self.was_over(kept))
    }

    /// Returns true if a closed month lost the figures that are stored.
    ///
    /// The site then lists zeros, or shows no transactions of a month that had some.
    pub(crate) fn loses(&self, read: &MonthStatement) -> bool {
        let is_zero = |totals: &MonthTotals| totals.paid == Money::ZERO && totals.charged == Money::ZERO;
        let stored = self.stored.iter().find(|stored| stored.value.month == read.totals.month);
        let is_closed = stored.filter(|stored| self.was_over(stored) && !is_zero(&stored.value));
        is_closed.is_some() && (is_zero(&read.totals) || read.transactions.is_empty())
    }

    fn is_unfinished(&self) -> bool {
        self.stored.iter().any(|kept| Some(kept.read_at) > self.succeeded_at)
    }

    fn was_over(&self, kept: &Observed<MonthTotals>) -> bool {
        let read_on = kept.read_at.with_timezone(&self.time_zone).date_naive();
        read_on >= kept.value.month.next().first_day()
    }
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
        Plan {
            scope,
            time_zone: Yekaterinburg,
            stored: stored.iter().map(kept).collect(),
            succeeded_at: succeeded_at.map(|at| at.parse().unwrap()),
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
    fn a_closed_month_that_turns_to_nothing_is_a_loss_and_a_rewritten_one_is_not() {
        let plan = plan(Scope::Changed, &[("2026-10", "5.00", REFRESHED)], Some(REFRESHED));
        let read = |month: &str, closing: &str, count: usize| MonthStatement {
            totals: totals(month, closing),
            transactions: vec![transaction(); count],
        };
        assert!(plan.loses(&read("2026-10", "0.00", 0)), "zeros and no transactions");
        assert!(plan.loses(&read("2026-10", "5.00", 0)), "no transactions");
        assert!(!plan.loses(&read("2026-10", "6.00", 1)), "rewritten");
        assert!(!plan.loses(&read("2026-09", "0.00", 0)), "never stored");
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
