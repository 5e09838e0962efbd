//! Totals of months by category, by year and by day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::{Category, CategoryOverrides, Money, Month, MonthStatement, Transaction, categorize};

/// The total of the transactions of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryTotal {
    /// The category.
    pub kind: Category,
    /// The number of transactions.
    pub count: usize,
    /// The sum of their amounts; charges are negative.
    pub sum: Money,
}

/// The totals of several months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
    /// The number of stored months between them, both included.
    pub months: usize,
    /// The balance at the beginning of the first month.
    pub opening: Money,
    /// The sum of the payments; positive.
    pub paid: Money,
    /// The sum of the charges; positive.
    pub charged: Money,
    /// The balance at the end of the last month.
    pub closing: Money,
    /// The totals by category; a category without transactions is left out.
    pub kinds: Vec<CategoryTotal>,
}

/// The totals of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearTotals {
    /// The calendar year; `None` for the last twelve months.
    pub year: Option<i32>,
    /// The totals.
    pub totals: Period,
}

/// The balance at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BalancePoint {
    /// The day.
    pub date: NaiveDate,
    /// The balance at the end of the day.
    pub balance: Money,
}

const YEAR: u32 = 12;

/// Returns the totals by category; a category without transactions is left out.
pub fn category_totals<'a>(
    entries: impl IntoIterator<Item = &'a Transaction>,
    overrides: &CategoryOverrides,
) -> Vec<CategoryTotal> {
    let mut totals: BTreeMap<Category, CategoryTotal> = BTreeMap::new();
    for entry in entries {
        let kind = categorize(entry, overrides);
        let total = totals.entry(kind).or_insert(CategoryTotal { kind, count: 0, sum: Money::ZERO });
        total.count += 1;
        total.sum = total.sum + entry.amount;
    }
    totals.into_values().collect()
}

/// Returns the totals of months; `None` for no months.
pub fn period(statements: &[&MonthStatement], overrides: &CategoryOverrides) -> Option<Period> {
    let first = statements.iter().min_by_key(|it| it.totals.month)?;
    let last = statements.iter().max_by_key(|it| it.totals.month)?;
    Some(Period {
        from: first.totals.month,
        to: last.totals.month,
        months: statements.len(),
        opening: first.totals.opening_balance,
        paid: statements.iter().map(|it| it.totals.paid).sum(),
        charged: statements.iter().map(|it| it.totals.charged).sum(),
        closing: last.totals.closing_balance,
        kinds: category_totals(statements.iter().flat_map(|it| &it.transactions), overrides),
    })
}

/// Returns the totals of the last twelve months, then of every calendar year, newest first.
///
/// The last of the twelve is the newest stored month.
pub fn years(statements: &[MonthStatement], overrides: &CategoryOverrides) -> Vec<YearTotals> {
    let Some(newest) = statements.iter().map(|it| it.totals.month).max() else { return Vec::new() };
    let since = (1..YEAR).fold(newest, |month, _| month.previous());
    let of = |year: Option<i32>, is_in: &dyn Fn(Month) -> bool| {
        let months: Vec<_> = statements.iter().filter(|it| is_in(it.totals.month)).collect();
        period(&months, overrides).map(|totals| YearTotals { year, totals })
    };
    let year_of = |month: Month| month.first_day().year();
    let mut calendar: Vec<i32> = statements.iter().map(|it| year_of(it.totals.month)).collect();
    calendar.sort_unstable_by(|one, other| other.cmp(one));
    calendar.dedup();
    let last = of(None, &|month| month >= since);
    let each = calendar.into_iter().filter_map(|year| of(Some(year), &|month| year_of(month) == year));
    last.into_iter().chain(each).collect()
}

/// Returns the balance at the end of every day with transactions, oldest first.
///
/// A balance that is not shown is computed from the opening balance of the month.
pub fn balance_history(statements: &[MonthStatement]) -> Vec<BalancePoint> {
    let mut points: BTreeMap<NaiveDate, Money> = BTreeMap::new();
    for statement in statements {
        let mut balance = statement.totals.opening_balance;
        for entry in &statement.transactions {
            balance = entry.balance_after.unwrap_or(balance + entry.amount);
            points.insert(entry.date, balance);
        }
    }
    points.into_iter().map(|(date, balance)| BalancePoint { date, balance }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MonthTotals;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn month(month: &str, opening: &str, rows: &[(u32, &str, &str)]) -> MonthStatement {
        let month: Month = month.parse().unwrap();
        let entry = |&(day, operation, amount): &(u32, &str, &str)| Transaction {
            date: month.first_day().with_day(day).unwrap(),
            time: None,
            description: operation.to_owned(),
            balance_before: None,
            amount: money(amount),
            balance_after: None,
        };
        let entries: Vec<Transaction> = rows.iter().map(entry).collect();
        let sum = |negative| -> Money {
            entries.iter().map(|it| it.amount).filter(|it| it.is_negative() == negative).sum()
        };
        let (paid, charged) = (sum(false), -sum(true));
        let opening = money(opening);
        let totals = MonthTotals {
            month,
            opening_balance: opening,
            paid,
            charged,
            closing_balance: opening + paid - charged,
        };
        MonthStatement { totals, transactions: entries }
    }

    fn three_months() -> Vec<MonthStatement> {
        vec![
            month("2022-01", "400.00", &[(10, "Аб.плата", "-639.00")]),
            month("2021-12", "400.00", &[]),
            month(
                "2021-01",
                "0.00",
                &[(9, "Оплата", "500.00"), (9, "Оплата", "489.00"), (10, "Аб.плата", "-589.00")],
            ),
        ]
    }

    #[test]
    fn years_are_the_last_twelve_months_and_then_the_calendar_years() {
        let years = years(&three_months(), &CategoryOverrides::default());
        let periods: Vec<_> = years
            .iter()
            .map(|it| (it.year, it.totals.from.to_string(), it.totals.to.to_string(), it.totals.months))
            .collect();
        let line = |year, from: &str, to: &str, months| (year, from.to_owned(), to.to_owned(), months);
        assert_eq!(
            periods,
            [
                line(None, "2021-12", "2022-01", 2),
                line(Some(2022), "2022-01", "2022-01", 1),
                line(Some(2021), "2021-01", "2021-12", 2),
            ],
            "January 2021 is thirteen months back"
        );
        let of_2021 = &years[2].totals;
        assert_eq!((of_2021.opening, of_2021.paid), (money("0.00"), money("989.00")));
        assert_eq!((of_2021.charged, of_2021.closing), (money("589.00"), money("400.00")));
        let kinds: Vec<_> = of_2021.kinds.iter().map(|it| (it.kind, it.count, it.sum)).collect();
        assert_eq!(kinds, [(Category::Payment, 2, money("989.00")), (Category::Fee, 1, money("-589.00"))]);
    }

    #[test]
    fn no_months_have_no_totals() {
        assert_eq!(years(&[], &CategoryOverrides::default()), []);
        assert_eq!(balance_history(&[]), []);
    }

    #[test]
    fn the_balance_history_has_one_point_a_day_oldest_first() {
        let points: Vec<_> = balance_history(&three_months())
            .into_iter()
            .map(|it| (it.date.to_string(), it.balance))
            .collect();
        let expected = [("2021-01-09", "989.00"), ("2021-01-10", "400.00"), ("2022-01-10", "-239.00")];
        assert_eq!(points, expected.map(|(date, balance)| (date.to_owned(), money(balance))));
    }
}
