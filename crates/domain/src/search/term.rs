//! Typed terms of a query.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::search::words::SearchWord;

/// A condition that a transaction must meet by a word, its amount or its date.
///
/// Text that may mean several things, such as `2021`, fills several fields; one of them is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// The part of the typed text that this term was read from.
    pub text: String,
    /// A word of the description, by its beginning or another form.
    pub word: Option<SearchWord>,
    /// A range of amounts.
    pub amounts: Option<Amounts>,
    /// A set of dates.
    pub days: Option<SearchDays>,
}

/// The likeliest meaning of a term, for display.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermMeaning {
    /// A word of the description.
    Word(String),
    /// A range of amounts.
    Amounts(Amounts),
    /// A set of dates.
    Days(SearchDays),
}

/// A range of amounts in kopecks, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// The lowest amount in kopecks; `i64::MIN` if unbounded.
    pub least: i64,
    /// The highest amount in kopecks; `i64::MAX` if unbounded.
    pub most: i64,
    /// True if the sign counts.
    ///
    /// Without a typed sign, payments and charges both match.
    pub signed: bool,
}

/// A set of dates that a person can type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchDays {
    /// Consecutive days, both ends included.
    Range(RangeInclusive<NaiveDate>),
    /// A month of every year, or one day of it.
    EveryYear {
        /// The month, 1–12.
        month: u32,
        /// The day of the month, 1–31; `None` for the whole month.
        day: Option<u32>,
    },
}

impl Term {
    /// Returns the likeliest meaning: dates before amounts, amounts before words.
    pub fn meaning(&self) -> TermMeaning {
        match (&self.days, self.amounts) {
            (Some(days), _) => TermMeaning::Days(days.clone()),
            (None, Some(amounts)) => TermMeaning::Amounts(amounts),
            (None, None) => TermMeaning::Word(self.text.clone()),
        }
    }
}

impl Amounts {
    /// Returns true if an amount in kopecks is in the range.
    pub fn contain(self, kopecks: i64) -> bool {
        let amount = if self.signed { kopecks } else { kopecks.saturating_abs() };
        (self.least..=self.most).contains(&amount)
    }
}

impl SearchDays {
    /// Returns true if the date is in the set.
    pub fn contains(&self, date: NaiveDate) -> bool {
        match self {
            Self::Range(range) => range.contains(&date),
            Self::EveryYear { month, day } => {
                date.month() == *month && day.is_none_or(|day| date.day() == day)
            }
        }
    }
}
