//! Strict grammar of dates, months and counts of days.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use kabinet_domain::Month;
use regex::{Captures, Regex};

use crate::effort::spend;
use crate::text::normalize::{CALL, fold_case, is_mark, pattern};

#[cfg(test)]
mod tests;

/// A day, with the time of day if it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The calendar day.
    pub date: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// Names of the months, in the nominative and the genitive.
pub const MONTHS: [[&str; 2]; 12] = [
    ["январь", "января"],
    ["февраль", "февраля"],
    ["март", "марта"],
    ["апрель", "апреля"],
    ["май", "мая"],
    ["июнь", "июня"],
    ["июль", "июля"],
    ["август", "августа"],
    ["сентябрь", "сентября"],
    ["октябрь", "октября"],
    ["ноябрь", "ноября"],
    ["декабрь", "декабря"],
];
const SHORTEST_NAME: usize = 3;
const FARTHEST_DAY: i64 = 62;
/// The fewest digits of a text that names a month with its year.
const DIGITS_OF_MONTH: usize = 4;
/// The most bytes of a text that names a month and nothing else.
const LONGEST_MONTH: usize = 200;
const NAMED: &str = r"(?P<name>\p{L}{3,8})\.?";

static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P<sep2>[./-])(?P<y>\d{4}|\d{2})(?:\s*г(?:ода|\.))?",
    )
});
static ISO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<y>\d{4})(?P<sep>[./-])(?P<m>\d{2})(?P<sep2>[./-])(?P<d>\d{2})"));
static WORDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?P<d>\d{{1,2}})\s+{NAMED}(?:,?\s+(?P<y>\d{{4}})(?:\s*г(?:ода|\.)?)?)?"))
});
static WORDED_DASHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<d>\d{1,2})(?P<sep>[-./])(?P<name>\p{L}{3,8})(?P<sep2>[-./])(?P<y>\d{4}|\d{2})")
});
static WITH_ROMAN_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<d>\d{1,2})(?P<sep>[-./ ])(?P<name>[ivx]{1,4})(?P<sep2>[-./ ])(?P<y>\d{4})(?:\s*г(?:ода|\.)?)?",
    )
});
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
static WORDED_SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^(?P<d>\d{{1,2}})\s+{NAMED},?\s+(?P<y>\d{{2}})(?:\s*г(?:ода|\.)?)?$"))
});
static DAY_MONTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<d>\d{2})\.(?P<m>\d{2})\.?(?P<time>(?:,?\s+\d{1,2}:\d{2})?)$"));
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:,?\s*(?:в\s+)?|\s+[-–—]\s+|t)(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?")
});
const WEEKDAYS: &str = r"(?:пнд?|втр?|срд?|чтв?|птн?|сбт?|вск?|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\.?";
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^{WEEKDAYS},?\s+")));
static WEEKDAY_BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^,?\s*\(?{WEEKDAYS}\)?$")));
static MONTH_NUMERIC: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<m>\d{1,2})\s*[./-]\s*(?P<y>\d{4})(?:\s*г\.?)?$"));
static MONTH_ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<y>\d{4})\s*[./-]\s*(?P<m>\d{1,2})$"));
static MONTH_COMPACT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])$"));
static MONTH_WORDED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?:за\s+)?{NAMED},?\s*(?P<y>\d{{4}})(?:\s*г(?:ода?|\.)?)?$")));
static MONTH_WORDED_LAST: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?P<y>\d{{4}})(?:\s*г(?:од|\.)?)?,?\s+{NAMED}$")));
/// The forms of a month that begin with a digit.
static FIGURES_FIRST: [&LazyLock<Regex>; 4] =
    [&MONTH_NUMERIC, &MONTH_ISO, &MONTH_COMPACT, &MONTH_WORDED_LAST];
/// The other forms of a month.
static WORDS_FIRST: [&LazyLock<Regex>; 1] = [&MONTH_WORDED];
static STILL_OPEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\s,(*]+(?:текущий|(?:еще )?не (?:закрыт|закончен|завершен|окончен)|не ?полный|на сегодня|на \d{2}\.\d{2}\.\d{4}|открыт)(?: месяц)?[\s,)*]*(?:не закрыт|не закончен|не завершен)?[)*]*$",
    )
});
static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:через\s+|остал(?:ось|ся|ись)\s*:?\s*|еще\s+)?(?P<n>\d{1,4})\s*(?P<unit>дн(?:ей|я|\.)?|день|сут(?:ок|ки)?\.?)?",
    )
});

/// Reads a text that is a day.
///
/// A day without a year is the one nearest to `today`.
pub fn whole(text: &str, today: NaiveDate) -> Option<Moment> {
    spend(2 * CALL + text.len());
    if let Some(date) = plain(text) {
        return Some(Moment { date, time: None });
    }
    let (moment, rest) = at_start(text, today)?;
    let is_end = rest.chars().all(|c| matches!(c, ' ' | '.' | ',' | ';') || is_mark(c));
    (is_end || WEEKDAY_BEHIND.is_match(&rest)).then_some(moment)
}

/// Reads the day of most cells, `09.11.2021`, as the grammar does and without its cost.
fn plain(text: &str) -> Option<NaiveDate> {
    let (day, month) = text.split_at_checked(2)?;
    let month_and_year = month.strip_prefix('.').filter(|_| day.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (year, month) = plain_month(month_and_year)?;
    date(year, month, day.parse().ok()?)
}

/// Returns the year and the month of `11.2021`.
fn plain_month(text: &str) -> Option<(i32, u32)> {
    let (month, year) = text.split_once('.').filter(|(month, year)| month.len() == 2 && year.len() == 4)?;
    let are_digits = month.bytes().chain(year.bytes()).all(|byte| byte.is_ascii_digit());
    let (month, year) = are_digits.then_some((month, year))?;
    Some((year.parse().ok()?, month.parse().ok()?))
}

/// Reads a text that is a day on the page of a month.
///
/// The year may be left out for a day of that month or of the months beside it.
pub fn whole_within(text: &str, month: NaiveDate) -> Option<Moment> {
    spend(2 * CALL + text.len());
    let without_year = || {
        let parts =
            Some(text).filter(|text| begins_with_digit(text)).and_then(|text| DAY_MONTH.captures(text))?;
        let date = nearest(number(&parts, "m")?, number(&parts, "d")?, month)?;
        ((date - month).num_days().abs() < FARTHEST_DAY)
            .then(|| whole(&format!("{}{}", date.format("%d.%m.%Y"), &parts["time"]), month))?
    };
    whole(text, month).or_else(without_year)
}

/// Reads the day that a text begins with, and returns the case-folded rest.
pub fn at_start(text: &str, today: NaiveDate) -> Option<(Moment, String)> {
    spend(2 * CALL + text.len());
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = fold_case(text);
    let text = WEEKDAY.replace(&text, "");
    if !begins_with_digit(&text) {
        return None;
    }
    let (date, end) = date_at_start(&text, today)?;
    let rest = &text[end..];
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some(parts) = TIME.captures(rest) else {
        return Some((Moment { date, time: None }, rest.to_owned()));
    };
    let time = NaiveTime::from_hms_opt(
        number(&parts, "h")?,
        number(&parts, "m")?,
        number(&parts, "s").unwrap_or(0),
    )?;
    Some((Moment { date, time: Some(time) }, rest[parts.get(0)?.end()..].to_owned()))
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn date_at_start(text: &str, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let parts = NUMERIC.captures(text).or_else(|| ISO.captures(text));
    if let Some(parts) = parts {
        let alike = parts["sep"] == parts["sep2"];
        let date = date(full_year(&parts["y"])?, number(&parts, "m")?, number(&parts, "d")?)?;
        return alike.then_some((date, parts.get(0)?.end()));
    }
    if let Some(parts) = WITH_ROMAN_MONTH.captures(text).filter(|parts| parts["sep"] == parts["sep2"]) {
        let date = date(full_year(&parts["y"])?, roman_month(&parts["name"])?, number(&parts, "d")?)?;
        return Some((date, parts.get(0)?.end()));
    }
    let dashed = WORDED_DASHED.captures(text).filter(|parts| parts["sep"] == parts["sep2"]);
    let parts = dashed.or_else(|| WORDED_SHORT.captures(text)).or_else(|| WORDED.captures(text))?;
    let (month, day) = (named(&parts["name"])?, number(&parts, "d")?);
    let date = match parts.name("y") {
        Some(year) => date(full_year(year.as_str())?, month, day)?,
        None => nearest(month, day, today)?,
    };
    Some((date, parts.get(0)?.end()))
}

/// Reads a text that names a month, or a range of days in one month.
///
/// The month may be repeated in other words for screen readers, and a remark that it is not over
/// may follow.
pub fn whole_month(text: &str) -> Option<Month> {
    spend(2 * CALL + text.len());
    if text.len() > LONGEST_MONTH || digits(text) < DIGITS_OF_MONTH {
        return None;
    }
    if let Some((year, month)) = plain_month(text) {
        return Month::new(year, month).ok();
    }
    let text = fold_case(text);
    let without_remark = || STILL_OPEN.find(&text).map(|remark| &text[..remark.start()]);
    one_month(&text).or_else(|| match without_remark() {
        Some(text) => one_month(text).or_else(|| month_told_twice(text)),
        None => month_told_twice(&text),
    })
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn month_told_twice(text: &str) -> Option<Month> {
    if digits(text) < 2 * DIGITS_OF_MONTH {
        return None;
    }
    let gaps = || text.match_indices(' ').map(|(at, _)| at);
    let first = gaps().filter_map(|at| Some((at, one_month(&text[..at])?))).next_back();
    let (end, first) = first?;
    let told_again = |at: usize| one_month(&text[at..]) == Some(first);
    gaps().filter(|at| *at >= end).any(told_again).then_some(first)
}

fn one_month(text: &str) -> Option<Month> {
    spend(CALL + text.len());
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let forms = if begins_with_digit(text) { &FIGURES_FIRST[..] } else { &WORDS_FIRST };
    let Some(parts) = forms.iter().find_map(|form| form.captures(text)) else { return whole_range(text) };
    let month = parts.name("name").map_or_else(|| number(&parts, "m"), |name| named(name.as_str()));
    Month::new(full_year(&parts["y"])?, month?).ok()
}

fn whole_range(text: &str) -> Option<Month> {
    const BETWEEN: [&str; 4] = ["по ", "-", "–", "—"];
    if !BETWEEN.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let text = text.strip_prefix("с ").unwrap_or(text);
    let (first, rest) = at_start(text, NaiveDate::MIN)?;
    let rest = rest.trim_start();
    let rest = BETWEEN.iter().find_map(|sign| rest.strip_prefix(sign))?;
    let last = whole(rest, NaiveDate::MIN)?;
    (Month::of(first.date) == Month::of(last.date) && first.date <= last.date).then(|| Month::of(first.date))
}

/// Reads the count of days that a text begins with, and returns the case-folded rest.
pub fn days_at_start(text: &str, bare: bool) -> Option<(u32, String)> {
    spend(2 * CALL + text.len());
    let text = fold_case(text);
    let parts = DAYS.captures(&text)?;
    let rest = &text[parts.get(0)?.end()..];
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric()) && !followed_by_digit(rest);
    (ends && (bare || parts.name("unit").is_some())).then_some((number(&parts, "n")?, rest.to_owned()))
}

fn followed_by_digit(rest: &str) -> bool {
    let mut following = rest.chars();
    matches!(following.next(), Some('.' | ',' | '-' | '/' | ':' | ' '))
        && following.next().is_some_and(|c| c.is_ascii_digit())
}

fn number(parts: &Captures<'_>, name: &str) -> Option<u32> {
    parts.name(name)?.as_str().parse().ok()
}

fn full_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    Some(if digits.len() == 2 { 2000 + year } else { year })
}

/// Returns the month of a Roman numeral in lower case.
pub fn roman_month(numeral: &str) -> Option<u32> {
    let index = ROMAN.iter().position(|roman| *roman == numeral)?;
    u32::try_from(index + 1).ok()
}

/// Returns the month that a word names, in full or abbreviated: `янв`, `сент`.
fn named(name: &str) -> Option<u32> {
    let is_meant = |forms: &[&str; 2]| forms.iter().any(|form| form.starts_with(name));
    let index = MONTHS.iter().position(is_meant).filter(|_| name.chars().count() >= SHORTEST_NAME)?;
    u32::try_from(index + 1).ok()
}

fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..2200).contains(&year))
}

fn nearest(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    (today.year().checked_sub(1)?..=today.year().checked_add(1)?)
        .filter_map(|year| date(year, month, day))
        .min_by_key(|candidate| (*candidate - today).num_days().abs())
}
