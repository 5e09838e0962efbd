use chrono::NaiveDate;
use kabinet_domain::{Entry, Money, Month, MonthStatement, MonthTotals};

/// The days that are asked for, both included; without an end, all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Whether the day is among them.
    pub fn contain(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether any day of the month is among them.
    pub fn touch(self, month: Month) -> bool {
        let first = self.from.map_or(month.first_day(), |from| from.max(month.first_day()));
        let last = self.to.map_or(last_day(month), |to| to.min(last_day(month)));
        first <= last
    }

    /// The part of a month that is asked for. A whole month stays as the provider shows it; the
    /// figures of a part are reckoned from its operations.
    pub fn part_of(self, statement: MonthStatement) -> MonthStatement {
        let month = statement.totals.month;
        if self.contain(month.first_day()) && self.contain(last_day(month)) {
            return statement;
        }
        let is_before = |entry: &Entry| self.from.is_some_and(|from| entry.date < from);
        let before: Money =
            statement.entries.iter().filter(|entry| is_before(entry)).map(|entry| entry.amount).sum();
        let entries = statement.entries.into_iter().filter(|entry| self.contain(entry.date)).collect();
        reckoned(month, statement.totals.opening + before, entries)
    }
}

/// The last day of a month.
pub fn last_day(month: Month) -> NaiveDate {
    let next = month.next().first_day();
    next.pred_opt().unwrap_or(next)
}

fn reckoned(month: Month, opening: Money, entries: Vec<Entry>) -> MonthStatement {
    let sum = |negative: bool| -> Money {
        entries.iter().map(|entry| entry.amount).filter(|amount| amount.is_negative() == negative).sum()
    };
    let (paid, charged) = (sum(false), -sum(true));
    let totals = MonthTotals { month, opening, paid, charged, closing: opening + paid - charged };
    MonthStatement { totals, entries }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(from: &str, to: &str) -> Days {
        let end = |text: &str| (!text.is_empty()).then(|| day(text));
        Days { from: end(from), to: end(to) }
    }

    fn november() -> MonthStatement {
        let entry = |date: &str, amount: &str| Entry {
            date: day(date),
            time: None,
            operation: String::new(),
            opening: None,
            amount: amount.parse().unwrap(),
            closing: None,
        };
        let entries = vec![
            entry("2021-11-09", "989.00"),
            entry("2021-11-10", "-589.00"),
            entry("2021-11-10", "-400.00"),
        ];
        reckoned("2021-11".parse().unwrap(), "100.00".parse().unwrap(), entries)
    }

    #[test]
    fn a_whole_month_stays_as_it_is_shown_even_where_it_contradicts_itself() {
        let mut shown = november();
        shown.totals.closing = "777.00".parse().unwrap();
        for whole in [days("", ""), days("2021-11-01", "2021-11-30"), days("2020-01-01", "")] {
            assert_eq!(whole.part_of(shown.clone()), shown, "{whole:?}");
        }
    }

    #[test]
    fn the_figures_of_a_part_follow_from_its_operations() {
        let part = days("2021-11-10", "").part_of(november());
        let shown = |sum: Money| sum.to_string();
        assert_eq!(part.entries.len(), 2);
        assert_eq!(shown(part.totals.opening), "1089.00", "what was before it is in its opening balance");
        assert_eq!(shown(part.totals.charged), "989.00");
        assert_eq!(shown(part.totals.paid), "0.00");
        assert_eq!(shown(part.totals.closing), "100.00");
        let first = days("", "2021-11-09").part_of(november());
        assert_eq!(
            (shown(first.totals.opening), shown(first.totals.closing)),
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
