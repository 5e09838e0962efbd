use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use kabinet_domain::MonthTotals;
use kabinet_store::Kept;

/// How much of a cabinet is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What may have changed since it was last read.
    Changed,
    /// Everything that the cabinet lists.
    Full,
}

/// Which months are to be read, judged by what is kept of them.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// How much is wanted.
    pub(crate) scope: Scope,
    /// Where the months begin and end.
    pub(crate) time_zone: Tz,
    /// What is kept.
    pub(crate) stored: Vec<Kept<MonthTotals>>,
    /// When a refresh last came to its end.
    pub(crate) succeeded_at: Option<DateTime<Utc>>,
}

impl Plan {
    /// The months at which the cabinet's list may stop. None while the last refresh is unfinished:
    /// it kept its months in no order, and a list that stopped at those would never come to the
    /// ones that are lacking behind them.
    pub(crate) fn known(&self) -> Vec<MonthTotals> {
        if self.scope == Scope::Full || self.is_unfinished() {
            return Vec::new();
        }
        self.stored.iter().map(|kept| kept.value).collect()
    }

    /// Whether a listed month is to be read: it is not kept, or is listed with other figures, or
    /// was not over when it was last read.
    pub(crate) fn wants(&self, listed: &MonthTotals) -> bool {
        let as_listed = self.stored.iter().find(|kept| kept.value == *listed);
        self.scope == Scope::Full || as_listed.is_none_or(|kept| !self.was_over(kept))
    }

    fn is_unfinished(&self) -> bool {
        self.stored.iter().any(|kept| Some(kept.read_at) > self.succeeded_at)
    }

    fn was_over(&self, kept: &Kept<MonthTotals>) -> bool {
        let read_on = kept.read_at.with_timezone(&self.time_zone).date_naive();
        read_on >= kept.value.month.next().first_day()
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::Yekaterinburg;
    use kabinet_domain::Money;

    use super::*;

    const REFRESHED: &str = "2026-11-20T07:00:00Z";

    fn totals(month: &str, closing: &str) -> MonthTotals {
        let month = month.parse().unwrap();
        let closing = closing.parse().unwrap();
        MonthTotals { month, opening: Money::ZERO, paid: closing, charged: Money::ZERO, closing }
    }

    fn plan(scope: Scope, stored: &[(&str, &str, &str)], succeeded_at: Option<&str>) -> Plan {
        let kept = |&(month, closing, read_at): &(&str, &str, &str)| Kept {
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
}
