//! Amounts and dates written in digits.

use chrono::{Datelike, NaiveDate};

use crate::Month;
use crate::search::term::{Amounts, SearchDays};

/// An amount as typed.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    pub(super) kopecks: i64,
    pub(super) signed: bool,
    pub(super) whole: bool,
}

/// Twelve digits are below a trillion rubles, the limit of [`crate::Money`].
const MOST_DIGITS: usize = 12;

/// Longer forms come first, so that each is stripped whole.
const CURRENCY: [&str; 11] =
    ["рублей", "рубля", "рубль", "roubles", "rubles", "руб.", "руб", "rub", "р.", "р", "₽"];

/// Reads `500`, `-500,00`, `500₽` or `500руб.`; digit groups are joined already.
pub(super) fn figure(typed: &str) -> Option<Figure> {
    let lower = typed.to_lowercase();
    let plain = CURRENCY.iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower);
    let unsigned = plain.trim_start_matches(['-', '\u{2212}', '+']);
    let sign = plain.strip_suffix(unsigned)?;
    if sign.chars().count() > 1 {
        return None;
    }
    let (rubles, rest) = unsigned.split_once([',', '.']).unwrap_or((unsigned, ""));
    let whole = rubles == unsigned;
    let kopecks = if whole { 0 } else { kopecks(rest)? };
    if !is_number(rubles) || rubles.len() > MOST_DIGITS {
        return None;
    }
    let amount = rubles.parse::<i64>().ok()? * 100 + kopecks;
    let is_negative = ["-", "\u{2212}"].contains(&sign);
    Some(Figure { kopecks: if is_negative { -amount } else { amount }, signed: !sign.is_empty(), whole })
}

/// Returns true for a currency word that stands alone, as in `400 рублей`.
pub(super) fn is_currency(typed: &str) -> bool {
    CURRENCY.contains(&typed.to_lowercase().as_str())
}

fn kopecks(digits: &str) -> Option<i64> {
    match (is_number(digits), digits.len()) {
        (true, 1) => Some(digits.parse::<i64>().ok()? * 10),
        (true, 2) => digits.parse().ok(),
        _ => None,
    }
}

/// Reads a day, a month or a year.
///
/// A day is `09.11.2021`, `09/11/2021`, `2021-11-09` or `9.11`, a month `11.2021`, a year `2021`.
pub(super) fn days(typed: &str) -> Option<SearchDays> {
    let dotted = typed.replace('/', ".");
    let from_the_day = dotted.split('.').rev().collect::<Vec<_>>();
    let from_the_year = typed.split('-').collect::<Vec<_>>();
    let parts = if dotted.contains('.') { from_the_day } else { from_the_year };
    let range = |first: Month, last: Month| Some(SearchDays::Range(first.first_day()..=end_of(last)?));
    match *parts.as_slice() {
        [year] => range(month(year, "1")?, month(year, "12")?),
        [year, number] if year.len() == 4 => range(month(year, number)?, month(year, number)?),
        [number, day] if dotted.contains('.') => day_of_every_year(two_digits(number)?, two_digits(day)?),
        [year, number, day] => {
            let date = month(year, number)?.first_day().with_day(two_digits(day)?)?;
            Some(SearchDays::Range(date..=date))
        }
        _ => None,
    }
}

/// Returns the first and the last day of dates that form one range.
pub(super) fn range_of(typed: &str) -> Option<(NaiveDate, NaiveDate)> {
    match days(typed)? {
        SearchDays::Range(range) => Some((*range.start(), *range.end())),
        SearchDays::EveryYear { .. } => None,
    }
}

/// Returns a day of every year; `None` if no year has it.
pub(super) fn day_of_every_year(month: u32, day: u32) -> Option<SearchDays> {
    NaiveDate::from_ymd_opt(LEAP_YEAR, month, day)?;
    Some(SearchDays::EveryYear { month, day: Some(day) })
}

const LEAP_YEAR: i32 = 2024;

/// Returns the days of a month.
pub(super) fn days_of(month: Month) -> Option<SearchDays> {
    Some(SearchDays::Range(month.first_day()..=end_of(month)?))
}

fn end_of(month: Month) -> Option<NaiveDate> {
    month.next().first_day().pred_opt()
}

/// Reads a month from a four-digit year and a one- or two-digit number.
pub(super) fn month(year: &str, number: &str) -> Option<Month> {
    if !is_number(year) || year.len() != 4 {
        return None;
    }
    Month::new(year.parse().ok()?, two_digits(number)?).ok()
}

/// Reads a number of one or two digits.
pub(super) fn two_digits(number: &str) -> Option<u32> {
    if is_number(number) && number.len() <= 2 { number.parse().ok() } else { None }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the range of one amount.
pub(super) fn exactly(figure: Figure) -> Amounts {
    between(Some(figure.kopecks), Some(figure.kopecks), figure.signed)
}

/// Returns the range between two bounds in kopecks; `None` is no bound.
pub(super) fn between(least: Option<i64>, most: Option<i64>, signed: bool) -> Amounts {
    Amounts { least: least.unwrap_or(i64::MIN), most: most.unwrap_or(i64::MAX), signed }
}
