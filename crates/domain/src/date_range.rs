//! Ranges of days.

use crate::{Money, Month, MonthStatement, MonthTotals, Transaction};
use chrono::NaiveDate;

/// A range of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateRange {
    /// The first day; `None` for no lower bound.
    pub from: Option<NaiveDate>,
    /// The last day; `None` for no upper bound.
    pub to: Option<NaiveDate>,
}

impl DateRange {
    /// Returns true if the day is in the range.
    pub fn contain(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Returns true if a day of the month is in the range.
    pub fn touch(self, month: Month) -> bool {
        let first = self.from.map_or(month.first_day(), |from| from.max(month.first_day()));
        let last = self.to.map_or(month.last_day(), |to| to.min(month.last_day()));
        first <= last
    }

    /// Returns true if every day of the month is in the range.
    pub fn contain_month(self, month: Month) -> bool {
        self.contain(month.first_day()) && self.contain(month.last_day())
    }

    /// Returns the part of a month that is in the range.
    ///
    /// A whole month stays as the provider shows it; the figures of a part are computed from its
    /// transactions.
    pub fn part_of(self, statement: MonthStatement) -> MonthStatement {
        let month = statement.totals.month;
        if self.contain_month(month) {
            return statement;
        }
        let is_before = |entry: &Transaction| self.from.is_some_and(|from| entry.date < from);
        let before: Money =
            statement.transactions.iter().filter(|entry| is_before(entry)).map(|entry| entry.amount).sum();
        let transactions: Vec<Transaction> =
            statement.transactions.into_iter().filter(|entry| self.contain(entry.date)).collect();
        let totals = MonthTotals::of(month, statement.totals.opening_balance + before, &transactions);
        MonthStatement { totals, transactions }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(from: &str, to: &str) -> DateRange {
        let end = |text: &str| (!text.is_empty()).then(|| day(text));
        DateRange { from: end(from), to: end(to) }
    }

    fn november() -> MonthStatement {
        let entry = |date: &str, amount: &str| Transaction {
            date: day(date),
            time: None,
            description: String::new(),
            balance_before: None,
            amount: amount.parse().unwrap(),
            balance_after: None,
        };
        let entries = vec![
            entry("2021-11-09", "989.00"),
            entry("2021-11-10", "-589.00"),
            entry("2021-11-10", "-400.00"),
        ];
        let totals = MonthTotals::of("2021-11".parse().unwrap(), "100.00".parse().unwrap(), &entries);
        MonthStatement { totals, transactions: entries }
    }

    #[test]
    fn a_whole_month_stays_as_it_is_shown_even_where_it_contradicts_itself() {
        let mut shown = november();
        shown.totals.closing_balance = "777.00".parse().unwrap();
        for whole in [days("", ""), days("2021-11-01", "2021-11-30"), days("2020-01-01", "")] {
            assert_eq!(whole.part_of(shown.clone()), shown, "{whole:?}");
        }
    }

    #[test]
    fn the_figures_of_a_part_follow_from_its_operations() {
        let part = days("2021-11-10", "").part_of(november());
        let shown = |sum: Money| sum.to_string();
        assert_eq!(part.transactions.len(), 2);
        assert_eq!(
            shown(part.totals.opening_balance),
            "1089.00",
            "what was before it is in its opening balance"
        );
        assert_eq!(shown(part.totals.charged), "989.00");
        assert_eq!(shown(part.totals.paid), "0.00");
        assert_eq!(shown(part.totals.closing_balance), "100.00");
        let first = days("", "2021-11-09").part_of(november());
        assert_eq!(
            (shown(first.totals.opening_balance), shown(first.totals.closing_balance)),
            ("100.00".into(), "1089.00".into())
        );
    }

    #[test]
    fn a_month_is_touched_by_either_of_its_ends() {
        let month: Month = "2021-11".parse().unwrap();
        assert!(days("2021-11-30", "").touch(month));
        assert!(days("", "2021-11-01").touch(month));
        assert!(!days("2021-12-01", "").touch(month));
        assert!(!days("", "2021-10-31").touch(month));
        assert!(!days("2021-11-20", "2021-11-10").touch(month), "days that end before they begin are none");
    }
}
