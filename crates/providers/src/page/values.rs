//! The kinds of values that stand by labels, and how each is told from other text.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::AccountNumber;
use regex::Regex;

use super::amounts::{self, Amount};
use super::dates;
use super::text::{key, pattern};

/// What kind of value a label has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A sum of money that is not a price for a month.
    Sum,
    /// A price, be it marked as one for a month or not.
    Price,
    /// A day, or the number of days left until it.
    Day,
    /// The same where the label counts days, so that a bare number is one of them.
    DaysLeft,
    /// A number that an account is known by.
    Number,
}

/// A value as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A sum of money.
    Money(Amount),
    /// A calendar day.
    Day(NaiveDate),
    /// So many days from now.
    DaysLeft(u32),
    /// A number of an account.
    Number(AccountNumber),
    /// The page says that there is none.
    Nothing,
}

/// A value, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The value.
    pub value: Value,
    /// The synonym that its label says; empty, if the label stands there without a value.
    pub by: String,
    /// How well label and place fit.
    pub score: i32,
}

impl Located {
    /// A label by which the page shows nothing.
    pub fn nothing() -> Self {
        Self { value: Value::Nothing, by: String::new(), score: 0 }
    }
}

const MOST_DIGITS_OF_A_BARE_SUM: usize = 6;

static DEBT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)долг|задолж"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:№|n°|no\.?|#|л/с|id)?\s*:?\s*(?P<number>\d{2,5}(?: \d{2,5})+\b|[\p{L}]{0,3}-?\d[\d\p{L}]*(?:[-/]\d+)*)",
    )
});

impl Kind {
    /// The value that the whole text is, and nothing else.
    pub fn whole(self, text: &str, today: NaiveDate) -> Option<Value> {
        let (value, rest) = self.at_start(text, today)?;
        let aside = rest.trim_start_matches([' ', '.', ',', ';', '*', '[', ']', '|']);
        let is_remark =
            aside.starts_with('(') && aside.trim_end_matches('.').ends_with(')') && !DEBT.is_match(aside);
        if let (Value::DaysLeft(_), Some(date)) = (&value, bracketed_day(aside, today)) {
            return Some(Value::Day(date));
        }
        let counts_days = self.is_day() && days_within(aside).is_some();
        (aside.is_empty() || is_remark || counts_days).then_some(value)
    }

    /// The value that the text begins with, and what follows it.
    pub fn at_start(self, text: &str, today: NaiveDate) -> Option<(Value, String)> {
        match self {
            Self::Sum => money(text).filter(|(amount, _)| !amount.per_month).map(sum),
            Self::Price => money(text).map(sum),
            Self::Day => day(text, today, false),
            Self::DaysLeft => day(text, today, true),
            Self::Number => number(text, today),
        }
    }

    fn is_day(self) -> bool {
        matches!(self, Self::Day | Self::DaysLeft)
    }

    /// Whether the text is the page's way to say that there is no such value.
    pub fn says_none(self, text: &str) -> bool {
        self.is_day() && amounts::says_none(text)
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Money(amount) => amount.money.fmt(f),
            Self::Day(date) => date.fmt(f),
            Self::DaysLeft(days) => days.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Nothing => f.write_str("—"),
        }
    }
}

/// The days left that a text counts: by itself, or behind the day itself.
pub fn days_left(text: &str, today: NaiveDate) -> Option<u32> {
    let behind_date = dates::at_start(text, today).and_then(|(_, rest)| days_within(&rest));
    behind_date.or_else(|| days_within(text))
}

fn days_within(text: &str) -> Option<u32> {
    let (days, rest) =
        dates::days_at_start(text.trim_start_matches([' ', ',', '(', '—', '–', '-', '·', '•', '|']), false)?;
    rest.chars().all(|c| matches!(c, ' ' | '.' | ',' | ')')).then_some(days)
}

/// The day that stands in brackets behind a count of days.
fn bracketed_day(aside: &str, today: NaiveDate) -> Option<NaiveDate> {
    let inside = aside.trim_end_matches(['.', ' ']).strip_prefix('(')?.strip_suffix(')')?;
    dates::whole(inside, today).map(|moment| moment.date)
}

/// An amount that is not followed by what it would count instead of rubles.
fn money(text: &str) -> Option<(Amount, String)> {
    let (amount, rest) = amounts::at_start(text)?;
    let counts_something = rest.trim_start().starts_with(char::is_alphabetic);
    let digits = amount.money.to_string().len() - ".00".len();
    (amount.sure || (!counts_something && digits <= MOST_DIGITS_OF_A_BARE_SUM)).then_some((amount, rest))
}

fn sum((amount, rest): (Amount, String)) -> (Value, String) {
    (Value::Money(amount), rest)
}

fn day(text: &str, today: NaiveDate, bare: bool) -> Option<(Value, String)> {
    let text = key(text);
    let text = ["с ", "до ", "по "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    if let Some((moment, rest)) = dates::at_start(text, today) {
        return Some((Value::Day(moment.date), rest));
    }
    dates::days_at_start(text, bare).map(|(days, rest)| (Value::DaysLeft(days), rest))
}

fn number(text: &str, today: NaiveDate) -> Option<(Value, String)> {
    let parts = NUMBER.captures(text)?;
    let rest = &text[parts.get(0)?.end()..];
    let is_other = dates::at_start(text, today).is_some()
        || rest.starts_with(|c: char| c.is_alphanumeric())
        || matches!(rest.as_bytes(), [b'.' | b',', digit, ..] if digit.is_ascii_digit())
        || rest.trim_start().starts_with('₽');
    let number = AccountNumber::try_from(parts["number"].replace(' ', "")).ok()?;
    let digits = number.as_str().chars().filter(char::is_ascii_digit).count();
    (!is_other && digits >= 3).then(|| (Value::Number(number), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, text: &str) -> Option<String> {
        let today = "2026-11-20".parse().expect("a date");
        kind.whole(text, today).map(|value| value.to_string())
    }

    #[test]
    fn each_kind_takes_only_its_own() {
        assert_eq!(read(Kind::Sum, "588,00 ₽").as_deref(), Some("588.00"));
        assert_eq!(read(Kind::Sum, "588").as_deref(), Some("588.00"));
        assert_eq!(read(Kind::Sum, "800 ₽/мес"), None, "a price for a month is no balance");
        assert_eq!(read(Kind::Sum, "12345678"), None, "eight bare digits are rather an account number");
        assert_eq!(read(Kind::Sum, "5 дней"), None);
        assert_eq!(read(Kind::Price, "800.00 ₽/мес").as_deref(), Some("800.00"));
        assert_eq!(read(Kind::Day, "до 30.11.2026").as_deref(), Some("2026-11-30"));
        assert_eq!(read(Kind::Day, "30 ноября 2026 (через 10 дней)").as_deref(), Some("2026-11-30"));
        assert_eq!(read(Kind::Day, "10 дней").as_deref(), Some("10"));
        assert_eq!(read(Kind::Day, "через 10 дней (30 ноября)").as_deref(), Some("2026-11-30"));
        assert_eq!(read(Kind::Number, "№ 00012345").as_deref(), Some("00012345"));
        assert_eq!(read(Kind::Number, "12-345/6").as_deref(), Some("12-345/6"));
        assert_eq!(read(Kind::Number, "3156 0042").as_deref(), Some("31560042"));
        assert_eq!(read(Kind::Price, "650 руб./мес (\"Сельский\", с 05.06.2025)").as_deref(), Some("650.00"));
        assert_eq!(read(Kind::Sum, "36,61 (долг)"), None, "a debt in a remark is not a credit");
        assert_eq!(read(Kind::Day, "23 ноября 2026, остался 1 день").as_deref(), Some("2026-11-23"));
        for other in ["588.00", "30.11.2026", "нет", "№"] {
            assert_eq!(read(Kind::Number, other), None, "{other:?}");
        }
    }
}
