//! Sums and dates in the program's formats, written independently of its code.

use chrono::{Datelike, NaiveDate};
use kabinet_domain::{Money, Month};

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// Formats a sum as «−1 234,56 ₽», with narrow no-break spaces.
pub fn sum(money: Money) -> String {
    let plain = money.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("\u{2212}", digits));
    let (rubles, kopecks) = digits.split_once('.').unwrap_or((digits, "00"));
    let (thousands, rest) = rubles.split_at(rubles.len().saturating_sub(3));
    let space = if thousands.is_empty() { "" } else { "\u{202f}" };
    format!("{sign}{thousands}{space}{rest},{kopecks}\u{202f}₽")
}

/// Formats a sum as «+1 234,56 ₽»; zero has no sign.
pub fn signed(money: Money) -> String {
    if money == Money::ZERO || money.is_negative() { sum(money) } else { format!("+{}", sum(money)) }
}

/// Formats a date as «30 ноября».
pub fn date(day: NaiveDate) -> String {
    format!("{} {}", day.day(), MONTHS[day.month0() as usize])
}

/// Formats a date as the window shows it, with a space that breaks no line.
pub fn unbroken_date(day: NaiveDate) -> String {
    date(day).replace(' ', "\u{a0}")
}

/// Formats a month as `2026-11`.
pub fn month(month: Month) -> String {
    month.first_day().format("%Y-%m").to_string()
}
