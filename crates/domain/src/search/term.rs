//! Typed terms of a query.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::search::words::SearchWord;
use crate::{Category, Transaction};

/// A condition that a transaction must meet by a word, its category, its amount or its date.
///
/// Text that may mean several things, such as `2021`, fills several fields; one of them is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// The part of the typed text that this term was read from.
    pub text: String,
    /// A word of the description, by its beginning or another form.
    pub word: Option<SearchWord>,
    /// A category, by its name on the screen.
    pub category: Option<Category>,
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
    /// A category, named in full.
    Category(Category),
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
        let in_full = self.category.filter(|_| self.text.contains(' '));
        match (&self.days, self.amounts, in_full) {
            (Some(days), _, _) => TermMeaning::Days(days.clone()),
            (None, Some(amounts), _) => TermMeaning::Amounts(amounts),
            (None, None, Some(category)) => TermMeaning::Category(category),
            (None, None, None) => TermMeaning::Word(self.text.clone()),
        }
    }

    /// Returns true if a transaction of a category meets the term.
    ///
    /// `words` are the [`search_words`](super::search_words) of its description.
    pub(super) fn is_met_by(&self, transaction: &Transaction, category: Category, words: &str) -> bool {
        self.word.as_ref().is_some_and(|word| word.is_in(words))
            || self.category == Some(category)
            || self.amounts.is_some_and(|amounts| amounts.contain_exactly(transaction.amount.kopecks()))
            || self.days.as_ref().is_some_and(|days| days.contains(transaction.date))
    }
}

impl Amounts {
    /// Returns true if an amount in kopecks is in the range.
    pub fn contain(self, kopecks: i64) -> bool {
        let amount = if self.signed { kopecks } else { kopecks.saturating_abs() };
        (self.least..=self.most).contains(&amount)
    }

    fn contain_exactly(self, kopecks: i128) -> bool {
        i64::try_from(kopecks).is_ok_and(|kopecks| self.contain(kopecks))
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
