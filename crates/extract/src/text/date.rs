//! Strict grammar of dates, months and counts of days.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime};
use kabinet_domain::Month;
use regex::{Captures, Regex};

use crate::effort::spend;
use crate::text::normalize::{CALL, fold_case, is_mark, pattern};

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
    if text.bytes().filter(u8::is_ascii_digit).count() < DIGITS_OF_MONTH {
        return None;
    }
    if let Some((year, month)) = plain_month(text) {
        return Month::new(year, month).ok();
    }
    let text = fold_case(text);
    let text = STILL_OPEN.replace(&text, "");
    one_month(&text).or_else(|| month_told_twice(&text))
}

fn month_told_twice(text: &str) -> Option<Month> {
    let gaps = || text.match_indices(' ').map(|(at, _)| at);
    let first = gaps().filter_map(|at| Some((at, one_month(&text[..at])?))).next_back();
    let (end, first) = first?;
    let told_again = |at: usize| one_month(&text[at..]) == Some(first);
    gaps().filter(|at| *at >= end).any(told_again).then_some(first)
}

fn one_month(text: &str) -> Option<Month> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let numeric = [&MONTH_NUMERIC, &MONTH_ISO, &MONTH_COMPACT];
    let parts = numeric.iter().find_map(|written| written.captures(text));
    if let Some(parts) = parts {
        return Month::new(full_year(&parts["y"])?, number(&parts, "m")?).ok();
    }
    let parts = MONTH_WORDED.captures(text).or_else(|| MONTH_WORDED_LAST.captures(text));
    if let Some(parts) = parts {
        return Month::new(full_year(&parts["y"])?, named(&parts["name"])?).ok();
    }
    whole_range(text)
}

fn whole_range(text: &str) -> Option<Month> {
    let text = text.strip_prefix("с ").unwrap_or(text);
    let (first, rest) = at_start(text, NaiveDate::MIN)?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("по ").or_else(|| rest.strip_prefix(['-', '–', '—']))?;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, 10).unwrap()
    }

    fn read(text: &str) -> Option<String> {
        whole(text, today()).map(|moment| match moment.time {
            Some(time) => format!("{} {time}", moment.date),
            None => moment.date.to_string(),
        })
    }

    #[test]
    fn dates_are_read_as_pages_write_them() {
        let cases = [
            ("2024-03-05", "2024-03-05"),
            ("05.03.24", "2024-03-05"),
            ("5.3.2024", "2024-03-05"),
            ("05.03.2024 г.", "2024-03-05"),
            ("05/03/2024", "2024-03-05"),
            ("5 марта 2024 г.", "2024-03-05"),
            ("5 мар 2024", "2024-03-05"),
            ("пн, 5 мая 2025", "2025-05-05"),
            ("30 ноября 2026 года", "2026-11-30"),
            ("5 окт 26", "2026-10-05"),
            ("1.XII.2026", "2026-12-01"),
            ("9 XI 2026 г.", "2026-11-09"),
            ("1-мар-2026", "2026-03-01"),
            ("1.мар.26", "2026-03-01"),
            ("5 ноября 26 г.", "2026-11-05"),
            ("5 января, пятница", "2024-01-05"),
            ("5 января 14:03", "2024-01-05 14:03:00"),
            ("05.01.2024 (пт)", "2024-01-05"),
            ("09.11.2021 14:03", "2021-11-09 14:03:00"),
            ("09.11.2021, 14:03:59", "2021-11-09 14:03:59"),
            ("2021-11-09T14:03:59", "2021-11-09 14:03:59"),
            ("Втр, 24/11/2026 - 20:06", "2026-11-24 20:06:00"),
            ("Срд, 02/12/2026", "2026-12-02"),
            ("пнд 05.01.2024 – 9:30", "2024-01-05 09:30:00"),
            ("09.11.2026 0:00:00", "2026-11-09 00:00:00"),
            ("28 декабря", "2023-12-28"),
            ("3 февраля", "2024-02-03"),
        ];
        for (text, date) in cases {
            assert_eq!(read(text).as_deref(), Some(date), "{text:?}");
        }
    }

    #[test]
    fn a_year_may_be_left_out_on_the_page_of_a_month() {
        let within = |text| whole_within(text, today()).map(|moment| moment.date.to_string());
        assert_eq!(within("05.01").as_deref(), Some("2024-01-05"));
        assert_eq!(within("31.12 14:03").as_deref(), Some("2023-12-31"));
        assert_eq!(within("05.07"), None, "of another time of the year");
        assert_eq!(within("5.01"), None, "rather a sum");
        assert_eq!(within("32.01"), None);
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in [
            "32.13.2024",
            "29.02.2023",
            "0000-00-00",
            "",
            "11.2021",
            "05.03-2024",
            "05.03.20245",
            "09.11.2021 25:00",
            "5 мартобря",
            "1.XIII.2026",
            "1.XII-2026",
            "5-мар.2024",
            "5-мар-20245",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn two_months_are_none() {
        for text in ["11.2021 подробно за декабрь 2021 года", "11.2021 12.2021", "11.2021 подробно"]
        {
            assert_eq!(whole_month(text), None, "{text:?}");
        }
    }

    #[test]
    fn months_are_read_in_figures_words_and_ranges() {
        let november = [
            "Ноябрь 2021",
            "11.2021",
            "2021-11",
            "11/2021",
            "202111",
            "нояб. 2021 г.",
            "ноя 2021",
            "2021 ноябрь",
            "за ноябрь 2021 года",
            "01.11.2021 – 30.11.2021",
            "› Ноябрь, 2021 »",
            "11.2021 — подробно за ноябрь 2021 года",
            "Ноябрь 2021 11.2021",
            "11.2021 (текущий)",
            "11.2021 на 27.11.2021",
            "11.2021 текущий, не закрыт",
            "Ноябрь 2021, ещё не закончен*",
        ];
        for text in november {
            assert_eq!(
                whole_month(text).map(|month| month.to_string()).as_deref(),
                Some("2021-11"),
                "{text:?}"
            );
        }
        let names = [
            "Январь",
            "Февраль",
            "Март",
            "Апрель",
            "Май",
            "Июнь",
            "Июль",
            "Август",
            "Сентябрь",
            "Октябрь",
            "Ноябрь",
            "Декабрь",
        ];
        for (index, name) in names.iter().enumerate() {
            let expected = format!("2022-{:02}", index + 1);
            assert_eq!(whole_month(&format!("{name} 2022")).map(|month| month.to_string()), Some(expected));
        }
        for text in [
            "",
            "13.2021",
            "202113",
            "112021",
            "00.2021",
            "Итого",
            "2021",
            "Ноябрь",
            "11.21",
            "01.11.2021 – 30.12.2021",
            "09.11.2021",
        ] {
            assert_eq!(whole_month(text), None, "{text:?}");
        }
    }

    #[test]
    fn days_are_counted() {
        let days = |text, bare| days_at_start(text, bare).map(|(days, _)| days);
        for text in ["5 дней", "через 5 дн.", "Осталось: 5 дней", "5 сут."] {
            assert_eq!(days(text, false), Some(5), "{text:?}");
        }
        assert_eq!(days("остался 1 день", false), Some(1));
        assert_eq!(days("5", true), Some(5));
        for text in ["5", "5 ₽", "05.11", "5.5 дней", "через"] {
            assert_eq!(days(text, false), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_written_date_reads_back(days in 0_i64..100_000) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(days);
            for format in ["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"] {
                let text = date.format(format).to_string();
                prop_assert_eq!(whole(&text, today()), Some(Moment { date, time: None }), "{}", text);
            }
        }

        #[test]
        fn a_plain_date_is_one_of_the_grammar(text in "[0-9]{1,2}[.][0-9]{1,2}[.](19|20|21|22)?[0-9]{2}") {
            if let Some(date) = plain(&text) {
                let read = at_start(&text, today());
                prop_assert_eq!(read, Some((Moment { date, time: None }, String::new())));
            }
            if let Some((year, month)) = plain_month(&text[text.find('.').unwrap() + 1..]) {
                let named = Month::new(year, month).ok();
                prop_assert_eq!(one_month(&text[text.find('.').unwrap() + 1..]), named);
            }
        }

        #[test]
        fn no_text_panics(text in ".*", figures in "[0-9 .:/а-яT-]{0,30}") {
            for text in [text, figures] {
                let _ = (whole(&text, today()), whole_month(&text), days_at_start(&text, true));
            }
        }
    }
}
