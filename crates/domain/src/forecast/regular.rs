//! Charges that come back by themselves, found in the history.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Charge, FOLLOWED_MONTHS};
use crate::kind::is_promise;
use crate::{Corrections, Entry, Kind, Money, Month, MonthStatement, kind_of, wording};

/// A charge that comes back by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Habit {
    pub(super) operation: String,
    pub(super) kind: Kind,
    pub(super) amount: Money,
    pub(super) every_months: u32,
    /// The day of the month, where the month has it.
    pub(super) day: u32,
    pub(super) next: NaiveDate,
}

const PERIODS: [u32; 5] = [1, 2, 3, 6, 12];
/// As far back as three charges of the longest period stand.
const LOOKED_BACK: Months = Months::new(37);
/// How many of the last charges tell how it is now.
const RECENT: usize = 7;
/// How many days a charge may be late before it is taken to have ended.
const LATE: Days = Days::new(5);

/// The regular charges that still go on, and the words of those whose sum always differs.
pub(super) fn habits(
    statements: &[MonthStatement],
    corrections: &Corrections,
    today: NaiveDate,
) -> (Vec<Habit>, Vec<String>) {
    let mut habits: Vec<Result<Habit, String>> = series(statements, corrections, today)
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

/// That day of the month so many months after `first`, or the month's last day.
pub(super) fn nth_month(first: NaiveDate, months: u32, day: u32) -> NaiveDate {
    let month = first.with_day(1).and_then(|it| it.checked_add_months(Months::new(months))).unwrap_or(first);
    in_month(month, day)
}

impl Habit {
    pub(super) fn charges(&self) -> Vec<(NaiveDate, Charge)> {
        let dates = (0..FOLLOWED_MONTHS).step_by(self.every_months as usize);
        let charge = |months| {
            let date = if months == 0 { self.next } else { nth_month(self.next, months, self.day) };
            (date, Charge::Regular(self.operation.clone(), self.amount))
        };
        dates.map(charge).collect()
    }
}

fn in_month(date: NaiveDate, day: u32) -> NaiveDate {
    let last = Month::of(date).next().first_day().pred_opt().unwrap_or(date);
    last.with_day(day.min(last.day())).unwrap_or(last)
}

/// Charges of the same words, oldest first. Two on one day are of two series, the larger of one and
/// the smaller of the other.
fn series<'a>(
    statements: &'a [MonthStatement],
    corrections: &Corrections,
    today: NaiveDate,
) -> HashMap<(String, usize), Vec<&'a Entry>> {
    let since = today.checked_sub_months(LOOKED_BACK).unwrap_or(today);
    let may_come_back = |it: &&Entry| {
        let kind = || kind_of(it, corrections);
        it.amount.is_negative()
            && it.date >= since
            && matches!(kind(), Kind::Fee | Kind::Equipment | Kind::Other)
            && !is_promise(it)
    };
    let mut charges: Vec<&Entry> =
        statements.iter().flat_map(|it| &it.entries).filter(may_come_back).collect();
    charges.sort_by_key(|it| (it.date, it.amount));
    let mut series: HashMap<(String, usize), Vec<&Entry>> = HashMap::new();
    for charge in charges {
        let words = wording(&charge.operation);
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
fn habit(charges: &[&Entry], corrections: &Corrections, today: NaiveDate) -> Option<Result<Habit, String>> {
    let recent = charges.get(charges.len().saturating_sub(RECENT)..)?;
    let every_months = period(recent)?;
    let last = recent.last()?;
    let day = day_of_month(recent, last.date.day());
    let due = nth_month(last.date, every_months, day);
    if due.checked_add_days(LATE)? < today {
        return None;
    }
    if is_varying(recent) {
        return Some(Err(last.operation.clone()));
    }
    Some(Ok(Habit {
        operation: last.operation.clone(),
        kind: kind_of(last, corrections),
        amount: -last.amount,
        every_months,
        day,
        next: due.max(today),
    }))
}

/// Every how many months they come: at least twice in a row, and with a gap now and then at most.
fn period(recent: &[&Entry]) -> Option<u32> {
    let gaps: Vec<u32> = recent.windows(2).filter_map(|pair| months_between(pair[0], pair[1])).collect();
    let count = |period: u32| gaps.iter().filter(|gap| **gap == period).count();
    let is_period = |period: &u32| {
        let (regular, others) = (count(*period), gaps.len() - count(*period));
        regular >= 2 && others * 3 <= gaps.len() && gaps.iter().all(|gap| *gap > 0 && gap % period == 0)
    };
    PERIODS.into_iter().find(is_period)
}

fn months_between(one: &Entry, other: &Entry) -> Option<u32> {
    let number = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month()).unwrap_or_default();
    u32::try_from(number(other.date) - number(one.date)).ok()
}

/// The day that they all fall on where their months have it; `last` if there is none such.
fn day_of_month(recent: &[&Entry], last: u32) -> u32 {
    let day = recent.iter().map(|it| it.date.day()).max().unwrap_or(last);
    if recent.iter().all(|it| in_month(it.date, day) == it.date) { day } else { last }
}

/// A price that rose is one change, and the same sum twice is the price of now.
fn is_varying(recent: &[&Entry]) -> bool {
    let changes = recent.windows(2).filter(|pair| pair[0].amount != pair[1].amount).count();
    let has_settled = recent.iter().rev().map(|it| it.amount).take(2).is_sorted_by(|one, other| one == other);
    changes > 1 && !has_settled
}
