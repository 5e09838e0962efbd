//! Calendar months.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month, written `2021-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

/// Error for a text or a pair of numbers that is not a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is written YYYY-MM, from 1900-01 to 2199-12")]
pub struct MonthError;

impl Month {
    /// Creates a month, 1–12, of a year from 1900 to 2199.
    ///
    /// # Errors
    /// Returns [`MonthError`] if the year or the month is out of range.
    pub fn new(year: i32, month: u32) -> Result<Self, MonthError> {
        let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(MonthError)?;
        if (1900..2200).contains(&year) { Ok(Self { first }) } else { Err(MonthError) }
    }

    /// Returns the month of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// Returns the first day of the month.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// Returns the last day of the month.
    pub fn last_day(self) -> NaiveDate {
        let next = self.next().first;
        next.pred_opt().unwrap_or(next)
    }

    /// Returns true if the date is in the month.
    pub fn contains(self, date: NaiveDate) -> bool {
        Self::of(date) == self
    }

    /// Returns the next month.
    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// Returns the previous month.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}", self.first.year(), self.first.month()))
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let (year, month) = text.split_once('-').ok_or(MonthError)?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(MonthError);
        }
        Self::new(year.parse().map_err(|_| MonthError)?, month.parse().map_err(|_| MonthError)?)
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_and_steps_over_the_year() {
        let december: Month = "2021-12".parse().unwrap();
        assert_eq!(december.to_string(), "2021-12");
        assert_eq!(december.next().to_string(), "2022-01");
        assert_eq!(december.next().previous(), december);
        assert!(december.contains(NaiveDate::from_ymd_opt(2021, 12, 31).unwrap()));
    }

    #[test]
    fn refuses_a_text_that_is_not_a_month() {
        for text in ["", "2021", "2021-13", "2021-00", "21-11", "2021-1", "2021-+1", "0021-11", "2021-11-01"]
        {
            assert_eq!(text.parse::<Month>(), Err(MonthError), "{text:?} is no month");
        }
    }
}
