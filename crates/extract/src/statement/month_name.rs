//! Names of months in rows and in the choices of a form.

use std::sync::LazyLock;

use kabinet_domain::Month;
use regex::Regex;

use crate::text::date;
use crate::text::normalize::{collapse_whitespace, normalize, pattern};

/// Labels of links that show the transactions of a month.
pub const DETAILS: [&str; 9] = [
    "подробнее",
    "подробно",
    "детали",
    "детализация",
    "показать",
    "открыть",
    "операции",
    "смотреть",
    "просмотр",
];

/// A year to read a month with by its name alone.
pub const ANY_YEAR: i32 = 2000;

/// A month with its year in two digits, or with another sign than a space between them.
static SHORT_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<name>\p{L}{3,8})(?:\.,?|,)?\s*[-–/'’‘ʼ`´]?\s*(?P<year>\d{4}|\d{2})(?:\s*г(?:ода?|\.)?)?$")
});
static NUMERIC_SHORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<month>\d{1,2})\s*(?:/\s*|['’‘ʼ`´]\s*)(?P<year>\d{2})$"));
static IN_ROMAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<month>[ivx]{1,4})\s*[-–./ ]\s*(?P<year>\d{4}|\d{2})(?:\s*г(?:ода?|\.)?)?$")
});
/// A remark in brackets that names no other month or day.
static REMARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[*†]*\s*\([^()\d]*\)\s*$"));

/// Reads the month that a text names, perhaps followed by a remark or by the label of a link.
///
/// A month without a year is read only if `year` is given.
pub fn month_of(text: &str, year: Option<i32>) -> Option<Month> {
    let bare = || text.rsplit_once(' ').filter(|(_, last)| DETAILS.contains(&normalize(last).as_str()));
    let remarked = || REMARK.find(text).map(|remark| &text[..remark.start()]);
    named(text, year)
        .or_else(|| named(bare()?.0, year))
        .or_else(|| remarked().filter(|text| !text.is_empty()).and_then(|text| named(text, year)))
}

fn named(text: &str, year: Option<i32>) -> Option<Month> {
    date::whole_month(text)
        .or_else(|| date::whole_month(&format!("{text} {}", year?)))
        .or_else(|| date::whole_month(&spelled_out(text)?))
}

/// Returns a short form of a month in words or figures: «XI-2026», «нояб. ’26», «11/26».
fn spelled_out(text: &str) -> Option<String> {
    let text = collapse_whitespace(text).to_lowercase();
    let text = text.trim_end_matches(['*', '†', ' ']);
    let year = |digits: &str| if digits.len() == 2 { format!("20{digits}") } else { digits.to_owned() };
    if let Some(parts) = IN_ROMAN.captures(text) {
        let month = date::roman_month(&parts["month"])?;
        return Some(format!("{month:02}.{}", year(&parts["year"])));
    }
    if let Some(parts) = NUMERIC_SHORT.captures(text) {
        return Some(format!("{}.{}", &parts["month"], year(&parts["year"])));
    }
    let parts = SHORT_YEAR.captures(text)?;
    Some(format!("{} {}", &parts["name"], year(&parts["year"])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_short_forms_and_with_remarks() {
        let cases = [
            ("XI-2026", Some("2026-11")),
            ("VII.2026 (каникулы, без абонплаты)", Some("2026-07")),
            ("XII-2025 (перевыставлен)", Some("2025-12")),
            ("I 2026 г.", Some("2026-01")),
            ("IV/26", Some("2026-04")),
            ("Окт. ’25", Some("2025-10")),
            ("Сент. ’26 (перерасч.)", Some("2026-09")),
            ("Март ’26", Some("2026-03")),
            ("ноя 26", Some("2026-11")),
            ("Нояб.'26 г.", Some("2026-11")),
            ("ноябрь-2026", Some("2026-11")),
            ("Ноябрь / 2026", Some("2026-11")),
            ("ноя.2026", Some("2026-11")),
            ("Ноябрь 2026*", Some("2026-11")),
            ("11/26", Some("2026-11")),
            ("Ноябрь 2026 (текущий)", Some("2026-11")),
            ("Ноябрь 2026 подробнее", Some("2026-11")),
            ("IV кв. 2026", None),
            ("IV кв. 2026 г., итого", None),
            ("XIII-2026", None),
            ("11.26", None),
            ("13/26", None),
            ("26 ноября", None),
            ("Лето 2026", None),
            ("Май", None),
            ("2026", None),
            ("Ноябрь 2026 (и октябрь 2026)", None),
            ("Абонплата за ноябрь 2026 (интернет)", None),
            ("(перерасч.)", None),
        ];
        for (text, expected) in cases {
            assert_eq!(month_of(text, None).map(|month| month.to_string()).as_deref(), expected, "{text}");
        }
        assert_eq!(
            month_of("Май (перерасчёт)", Some(2026)).map(|month| month.to_string()).as_deref(),
            Some("2026-05")
        );
    }
}
