//! Intervals between recurring charges.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::Month;

/// The time from one recurring charge to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// Calendar months; the day of the month stays.
    Months(u32),
    /// Days, counted from the activation of a service.
    Days(u32),
}

/// The day counts that providers call a month.
const DAYS_OF_A_MONTH: std::ops::RangeInclusive<u32> = 28..=31;

impl Interval {
    /// Returns the whole months nearest to the interval, at least 1.
    pub fn nearest_months(self) -> u32 {
        match self {
            Self::Months(months) => months,
            Self::Days(days) => ((days + 15) / 30).max(1),
        }
    }

    /// Returns true for one month, or as many days as a month has.
    pub(super) fn is_about_a_month(self) -> bool {
        match self {
            Self::Months(months) => months == 1,
            Self::Days(days) => DAYS_OF_A_MONTH.contains(&days),
        }
    }

    /// Returns the dates from `first` on, before the end of a number of months.
    ///
    /// `day` is the day of the month.
    pub(super) fn dates(self, first: NaiveDate, day: u32, months: u32) -> impl Iterator<Item = NaiveDate> {
        let end = first.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        let nth = move |index: u32| match index {
            0 => Some(first),
            _ => self.after(first, index, day),
        };
        (0..).map_while(nth).take_while(move |date| *date < end)
    }

    /// Returns the next date after `last`; `None` past the calendar's end.
    pub(super) fn after_one(self, last: NaiveDate, day: u32) -> Option<NaiveDate> {
        self.after(last, 1, day)
    }

    fn after(self, first: NaiveDate, index: u32, day: u32) -> Option<NaiveDate> {
        match self {
            Self::Months(months) => Some(nth_month(first, index.checked_mul(months)?, day)),
            Self::Days(days) => first.checked_add_days(Days::new(u64::from(index) * u64::from(days))),
        }
    }

    /// Returns true if `date` is one of the dates that `next` belongs to.
    pub(super) fn falls_on(self, date: NaiveDate, next: NaiveDate, day: u32) -> bool {
        match self {
            Self::Months(_) => in_month(date, day) == date,
            Self::Days(days) => (date - next).num_days().rem_euclid(i64::from(days.max(1))) == 0,
        }
    }
}

/// Returns a day of the month that is `months` after `first`, or the last day of that month.
pub(super) fn nth_month(first: NaiveDate, months: u32, day: u32) -> NaiveDate {
    let month = first.with_day(1).and_then(|it| it.checked_add_months(Months::new(months))).unwrap_or(first);
    in_month(month, day)
}

/// Returns a day of the month of a date, or the last day of that month.
pub(super) fn in_month(date: NaiveDate, day: u32) -> NaiveDate {
    let last = Month::of(date).next().first_day().pred_opt().unwrap_or(date);
    last.with_day(day.min(last.day())).unwrap_or(last)
}
