//! Reasons why a page or a label was not read.

use std::fmt;

/// A label that a page lacks or that has no readable value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The label as customers know it.
    pub label: String,
    /// The reason.
    pub problem: Problem,
}

/// Reason why a label was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The label is not on the page.
    NotFound,
    /// The text beside the label is not a value of its kind.
    NotRead(String),
    /// The label stands there and nothing beside it.
    Empty,
    /// The amount is in another currency; carries the page's text.
    OtherCurrency(String),
    /// The figure is in another unit or for another period; carries the page's text.
    OtherUnit(String),
    /// The site rounds the amount to rubles; carries the rounded amount.
    Rounded(String),
    /// Several values fit equally well.
    Ambiguous(Vec<String>),
}

/// Reason why a response was not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than the limit for a page.
    TooLarge,
    /// Elements nested too deep, or too many of them.
    TooDeep,
    /// Takes too much work to read.
    TooCostly,
    /// Not text.
    NotText,
    /// Redirected too many times.
    TooManyRedirects,
    /// A list with too many pages.
    Endless,
    /// Cut off before its end.
    CutOff,
}

impl Missing {
    /// Creates the error for a label that is not on the page.
    pub fn not_found(label: &str) -> Self {
        Self { label: label.to_owned(), problem: Problem::NotFound }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::NotFound => write!(f, "«{}» was not found", self.label),
            Problem::NotRead(text) => write!(f, "«{}» has no readable value: «{text}»", self.label),
            Problem::Empty => write!(f, "«{}» is empty", self.label),
            Problem::OtherCurrency(text) => write!(f, "«{}» is in another currency: «{text}»", self.label),
            Problem::OtherUnit(text) => write!(f, "«{}» is in another unit: «{text}»", self.label),
            Problem::Rounded(text) => write!(f, "«{}» is rounded by the site: «{text}»", self.label),
            Problem::Ambiguous(values) => {
                write!(f, "«{}» fits several values: {}", self.label, values.join(", "))
            }
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "too large",
            Self::TooDeep => "nested too deep",
            Self::TooCostly => "too much work to read",
            Self::NotText => "not text",
            Self::TooManyRedirects => "too many redirects",
            Self::Endless => "too many pages",
            Self::CutOff => "cut off",
        })
    }
}
