//! Recurring charges in the history.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::category::is_promise;
use crate::forecast::interval::{Interval, in_month};
use crate::forecast::{Charge, FOLLOWED_MONTHS};
use crate::{Category, CategoryOverrides, Money, MonthStatement, Transaction, categorize, description_key};

/// A recurring charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecurrencePattern {
    /// The last description.
    pub(super) description: String,
    pub(super) category: Category,
    /// The last amount; positive.
    pub(super) amount: Money,
    pub(super) interval: Interval,
    /// The day of the month; a shorter month has its last day instead.
    pub(super) day: u32,
    /// The next date, from today on.
    pub(super) next: NaiveDate,
}

/// The periods in months that providers charge by.
const PERIODS: [u32; 5] = [1, 2, 3, 6, 12];

/// The shortest interval in days; charges of one busy week may be a day or two apart.
const SHORTEST_DAYS: u32 = 7;

/// The length of the history that is read, which holds three charges of the longest period.
const LOOKED_BACK: Months = Months::new(37);

/// The number of the last charges that show the present pattern.
const RECENT: usize = 7;

/// The delay after which a charge is assumed to have ended.
const LATE: Days = Days::new(5);

/// Returns the recurring charges that go on, and the descriptions of charges of varying amounts.
pub(super) fn recurrence_patterns(
    statements: &[MonthStatement],
    overrides: &CategoryOverrides,
    today: NaiveDate,
) -> (Vec<RecurrencePattern>, Vec<String>) {
    let mut patterns: Vec<Result<RecurrencePattern, String>> = series(statements, overrides, today)
        .into_values()
        .filter_map(|charges| pattern(&charges, overrides, today))
        .collect();
    patterns.sort_by_key(|it| match it {
        Ok(pattern) => (Some(pattern.next), -pattern.amount, pattern.description.clone()),
        Err(description) => (None, Money::ZERO, description.clone()),
    });
    let (mut regular, mut varying) = (Vec::new(), Vec::new());
    for it in patterns {
        match it {
            Ok(pattern) => regular.push(pattern),
            Err(description) => varying.push(description),
        }
    }
    (regular, varying)
}

impl RecurrencePattern {
    /// Returns its charges over the months that a forecast follows.
    pub(super) fn charges(&self) -> Vec<(NaiveDate, Charge)> {
        let dates = self.interval.dates(self.next, self.day, FOLLOWED_MONTHS);
        dates.map(|date| (date, Charge::Regular(self.description.clone(), self.amount))).collect()
    }
}

/// Returns the charges of each description key, oldest first.
///
/// Two charges on one day are in two series, the larger in one and the smaller in the other.
fn series<'a>(
    statements: &'a [MonthStatement],
    overrides: &CategoryOverrides,
    today: NaiveDate,
) -> HashMap<(String, usize), Vec<&'a Transaction>> {
    let since = today.checked_sub_months(LOOKED_BACK).unwrap_or(today);
    let may_come_back = |it: &&Transaction| {
        let category = || categorize(it, overrides);
        it.amount.is_negative()
            && it.date >= since
            && matches!(category(), Category::Fee | Category::Equipment | Category::Other)
            && !is_promise(it)
    };
    let mut charges: Vec<&Transaction> =
        statements.iter().flat_map(|it| &it.transactions).filter(may_come_back).collect();
    charges.sort_by_key(|it| (it.date, it.amount));
    let mut series: HashMap<(String, usize), Vec<&Transaction>> = HashMap::new();
    for charge in charges {
        let key = description_key(&charge.description);
        let is_of_the_day = |rank: &usize| {
            let last = series.get(&(key.clone(), *rank)).and_then(|it| it.last());
            last.is_some_and(|last| last.date == charge.date)
        };
        let rank = (0..).find(|rank| !is_of_the_day(rank)).unwrap_or_default();
        series.entry((key, rank)).or_default().push(charge);
    }
    series
}

/// Returns the pattern of charges, or the description of charges of varying amounts.
///
/// `None` if the charges are not regular, or have ended.
fn pattern(
    charges: &[&Transaction],
    overrides: &CategoryOverrides,
    today: NaiveDate,
) -> Option<Result<RecurrencePattern, String>> {
    let recent = charges.get(charges.len().saturating_sub(RECENT)..)?;
    let last = recent.last()?;
    let interval = interval(recent)?;
    let day = day_of_month(recent).unwrap_or(last.date.day());
    let due = interval.after_one(last.date, day)?;
    if due.checked_add_days(LATE)? < today {
        return None;
    }
    if is_varying(recent) {
        return Some(Err(last.description.clone()));
    }
    Some(Ok(RecurrencePattern {
        description: last.description.clone(),
        category: categorize(last, overrides),
        amount: -last.amount,
        interval,
        day,
        next: due.max(today),
    }))
}

/// Returns the interval: in days where these are steadier than the day of the month.
fn interval(recent: &[&Transaction]) -> Option<Interval> {
    let by_days = || interval_days(recent).map(Interval::Days);
    let by_months = || period(recent).map(Interval::Months);
    if day_of_month(recent).is_some() { by_months() } else { by_days().or_else(by_months) }
}

/// Returns the days between charges: at least twice in a row, with a pause now and then at most.
fn interval_days(recent: &[&Transaction]) -> Option<u32> {
    let gap = |pair: &[&Transaction]| u32::try_from((pair[1].date - pair[0].date).num_days()).ok();
    let gaps: Vec<u32> = recent.windows(2).filter_map(gap).collect();
    let [.., before, last] = gaps.as_slice() else { return None };
    let others = gaps.iter().filter(|gap| *gap != last).count();
    let is_regular = before == last && *last >= SHORTEST_DAYS && others * 3 <= gaps.len();
    is_regular.then_some(*last)
}

/// Returns the period in months: at least twice in a row, with a gap now and then at most.
fn period(recent: &[&Transaction]) -> Option<u32> {
    let gaps: Vec<u32> = recent.windows(2).filter_map(|pair| months_between(pair[0], pair[1])).collect();
    let count = |period: u32| gaps.iter().filter(|gap| **gap == period).count();
    let is_period = |period: &u32| {
        let (regular, others) = (count(*period), gaps.len() - count(*period));
        regular >= 2 && others * 3 <= gaps.len() && gaps.iter().all(|gap| *gap > 0 && gap % period == 0)
    };
    PERIODS.into_iter().find(is_period)
}

fn months_between(one: &Transaction, other: &Transaction) -> Option<u32> {
    let number = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month()).unwrap_or_default();
    u32::try_from(number(other.date) - number(one.date)).ok()
}

/// Returns the day of the month of all charges; `None` if they have none in common.
fn day_of_month(recent: &[&Transaction]) -> Option<u32> {
    let day = recent.iter().map(|it| it.date.day()).max()?;
    recent.iter().all(|it| in_month(it.date, day) == it.date).then_some(day)
}

/// Returns true if the amounts always differ.
///
/// One change is a new price, and the same amount twice is the present price.
fn is_varying(recent: &[&Transaction]) -> bool {
    let changes = recent.windows(2).filter(|pair| pair[0].amount != pair[1].amount).count();
    let has_settled = recent.iter().rev().map(|it| it.amount).take(2).is_sorted_by(|one, other| one == other);
    changes > 1 && !has_settled
}
