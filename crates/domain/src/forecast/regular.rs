//! Charges that come back by themselves, found in the history.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::category::is_promise;
use crate::forecast::interval::{Interval, in_month};
use crate::forecast::{Charge, FOLLOWED_MONTHS};
use crate::{Category, CategoryOverrides, Money, MonthStatement, Transaction, categorize, wording};

/// A charge that comes back by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecurrencePattern {
    pub(super) operation: String,
    pub(super) kind: Category,
    pub(super) amount: Money,
    pub(super) interval: Interval,
    /// The day of the month, where the month has it.
    pub(super) day: u32,
    pub(super) next: NaiveDate,
}

const PERIODS: [u32; 5] = [1, 2, 3, 6, 12];
/// Charges of every day or two are not told from those of one busy week.
const SHORTEST_DAYS: u32 = 7;
/// As far back as three charges of the longest period stand.
const LOOKED_BACK: Months = Months::new(37);
/// How many of the last charges tell how it is now.
const RECENT: usize = 7;
/// How many days a charge may be late before it is taken to have ended.
const LATE: Days = Days::new(5);

/// The regular charges that still go on, and the words of those whose sum always differs.
pub(super) fn habits(
    statements: &[MonthStatement],
    corrections: &CategoryOverrides,
    today: NaiveDate,
) -> (Vec<RecurrencePattern>, Vec<String>) {
    let mut habits: Vec<Result<RecurrencePattern, String>> = series(statements, corrections, today)
        .into_values()
        .filter_map(|charges| habit(&charges, corrections, today))
        .collect();
    habits.sort_by_key(|it| match it {
        Ok(habit) => (Some(habit.next), -habit.amount, habit.operation.clone()),
        Err(operation) => (None, Money::ZERO, operation.clone()),
    });
    let (mut regular, mut varying) = (Vec::new(), Vec::new());
    for it in habits {
        match it {
            Ok(habit) => regular.push(habit),
            Err(operation) => varying.push(operation),
        }
    }
    (regular, varying)
}

impl RecurrencePattern {
    /// Returns its charges over the months that a forecast follows.
    pub(super) fn charges(&self) -> Vec<(NaiveDate, Charge)> {
        let dates = self.interval.dates(self.next, self.day, FOLLOWED_MONTHS);
        dates.map(|date| (date, Charge::Regular(self.operation.clone(), self.amount))).collect()
    }
}

/// Charges of the same words, oldest first. Two on one day are of two series, the larger of one and
/// the smaller of the other.
fn series<'a>(
    statements: &'a [MonthStatement],
    corrections: &CategoryOverrides,
    today: NaiveDate,
) -> HashMap<(String, usize), Vec<&'a Transaction>> {
    let since = today.checked_sub_months(LOOKED_BACK).unwrap_or(today);
    let may_come_back = |it: &&Transaction| {
        let kind = || categorize(it, corrections);
        it.amount.is_negative()
            && it.date >= since
            && matches!(kind(), Category::Fee | Category::Equipment | Category::Other)
            && !is_promise(it)
    };
    let mut charges: Vec<&Transaction> =
        statements.iter().flat_map(|it| &it.transactions).filter(may_come_back).collect();
    charges.sort_by_key(|it| (it.date, it.amount));
    let mut series: HashMap<(String, usize), Vec<&Transaction>> = HashMap::new();
    for charge in charges {
        let words = wording(&charge.description);
        let is_of_the_day = |rank: &usize| {
            let last = series.get(&(words.clone(), *rank)).and_then(|it| it.last());
            last.is_some_and(|last| last.date == charge.date)
        };
        let rank = (0..).find(|rank| !is_of_the_day(rank)).unwrap_or_default();
        series.entry((words, rank)).or_default().push(charge);
    }
    series
}

/// The habit of these charges, or the words of one whose sum always differs; `None` if they are not
/// regular, or not any more.
fn habit(
    charges: &[&Transaction],
    corrections: &CategoryOverrides,
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
        operation: last.description.clone(),
        kind: categorize(last, corrections),
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

/// Returns the days between them: at least twice in a row, with one pause now and then at most.
fn interval_days(recent: &[&Transaction]) -> Option<u32> {
    let gap = |pair: &[&Transaction]| u32::try_from((pair[1].date - pair[0].date).num_days()).ok();
    let gaps: Vec<u32> = recent.windows(2).filter_map(gap).collect();
    let [.., before, last] = gaps.as_slice() else { return None };
    let others = gaps.iter().filter(|gap| *gap != last).count();
    let is_regular = before == last && *last >= SHORTEST_DAYS && others * 3 <= gaps.len();
    is_regular.then_some(*last)
}

/// Every how many months they come: at least twice in a row, and with a gap now and then at most.
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

/// Returns the day that they all fall on where their months have it; `None` if there is none.
fn day_of_month(recent: &[&Transaction]) -> Option<u32> {
    let day = recent.iter().map(|it| it.date.day()).max()?;
    recent.iter().all(|it| in_month(it.date, day) == it.date).then_some(day)
}

/// A price that rose is one change, and the same sum twice is the price of now.
fn is_varying(recent: &[&Transaction]) -> bool {
    let changes = recent.windows(2).filter(|pair| pair[0].amount != pair[1].amount).count();
    let has_settled = recent.iter().rev().map(|it| it.amount).take(2).is_sorted_by(|one, other| one == other);
    changes > 1 && !has_settled
}
