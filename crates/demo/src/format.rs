//! Sums and dates as a site writes them, by examples such as `1 234,56` and `9 {ноября} %Y`.

use chrono::{Datelike, NaiveDate};
use kabinet_domain::{Money, Month};
use minijinja::{Environment, Error, ErrorKind};
use serde::Deserialize;

const NOMINATIVE: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
const GENITIVE: [&str; 12] = [
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

/// The format of sums, as two examples: 1234.56 above and below zero.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoneyFormat {
    plain: String,
    minus: String,
}

/// Adds the filters `money` and `date` to the templates.
pub(crate) fn add_filters(templates: &mut Environment<'static>, format: MoneyFormat) {
    templates.add_filter("money", move |sum: &str, plain: Option<&str>, minus: Option<&str>| {
        let sum: Money = sum.parse().map_err(|_| invalid("money", sum))?;
        let plain = plain.unwrap_or(&format.plain);
        let minus = minus.unwrap_or(&format.minus);
        let example = if sum.is_negative() { minus } else { plain };
        format_by_example(example, sum).ok_or_else(|| invalid("an example of 1234.56", example))
    });
    templates.add_filter("cut", |sum: &str| cut(sum).ok_or_else(|| invalid("money", sum)));
    templates.add_filter("short", |sum: &str| short(sum).to_owned());
    templates.add_filter("whole", |sum: &str| sum.split('.').next().unwrap_or_default().to_owned());
    templates.add_filter("date", |day: &str, pattern: &str| {
        let month = || day.parse::<Month>().map(Month::first_day);
        let date = day.parse::<NaiveDate>().or_else(|_| month()).map_err(|_| invalid("a date", day))?;
        Ok::<_, Error>(format_date(pattern, date))
    });
}

/// Formats a date by a pattern of chrono, extended by names of months.
///
/// `{Ноябрь}`, `{ноябрь}`, `{ноября}` and `{нояб}` stand for the month's name.
pub(crate) fn format_date(pattern: &str, date: NaiveDate) -> String {
    let (nominative, genitive) = (NOMINATIVE[date.month0() as usize], GENITIVE[date.month0() as usize]);
    let short: String = nominative.chars().take(4).collect();
    let named = pattern
        .replace("{Ноябрь}", &capitalize(nominative))
        .replace("{ноябрь}", nominative)
        .replace("{ноября}", genitive)
        .replace("{нояб}", &short);
    date.format(&named).to_string()
}

/// Formats a sum without its sign as `example` shows 1234.56; `None` if it is no such example.
///
/// An example without kopecks omits them where they are zero.
fn format_by_example(example: &str, sum: Money) -> Option<String> {
    let (before, rest) = example.split_once('1')?;
    let (group, rest) = rest.split_once("234")?;
    let kopecks = sum.kopecks().unsigned_abs() % 100;
    let rubles = group_digits(&(sum.kopecks().unsigned_abs() / 100).to_string(), group);
    Some(match rest.split_once("56") {
        Some((point, after)) => format!("{before}{rubles}{point}{kopecks:02}{after}"),
        None if kopecks == 0 => format!("{before}{rubles}{rest}"),
        None => format!("{before}{rubles},{kopecks:02}{rest}"),
    })
}

/// Formats a sum as a system does that cuts a binary fraction off after two digits.
///
/// 589.29 becomes `589.28`, because the nearest binary fraction is below it.
fn cut(text: &str) -> Option<String> {
    let (sign, amount) = text.strip_prefix('-').map_or(("", text), |amount| ("-", amount));
    let amount: f64 = amount.parse().ok()?;
    let kopecks = (amount.fract() * 100.0).trunc();
    Some(format!("{sign}{}.{kopecks:02}", group_digits(&amount.trunc().to_string(), " ")))
}

/// Returns a sum without trailing zeros: `550`, `550.5`.
fn short(sum: &str) -> &str {
    if sum.contains('.') { sum.trim_end_matches('0').trim_end_matches('.') } else { sum }
}

fn group_digits(digits: &str, group: &str) -> String {
    let starts_group = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    let digit =
        |(place, digit)| if starts_group(place) { format!("{group}{digit}") } else { String::from(digit) };
    digits.chars().enumerate().map(digit).collect()
}

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn invalid(kind: &str, text: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("not {kind}: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(example: &str, sum: &str) -> String {
        format_by_example(example, sum.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_sum_is_written_as_the_example_is() {
        assert_eq!(formatted("1 234,56 руб.", "1234567.05"), "1 234 567,05 руб.");
        assert_eq!(formatted("(1234,56)", "-589.00"), "(589,00)");
        assert_eq!(formatted("1 234 руб. 56 коп.", "12.34"), "12 руб. 34 коп.");
        assert_eq!(formatted("р.1234", "800.00"), "р.800");
        assert_eq!(formatted("1 234 ₽", "36.61"), "36,61 ₽", "kopecks are never lost");
        assert_eq!(format_by_example("12", Money::ZERO), None, "that is no example");
    }

    #[test]
    fn kopecks_are_cut_off_as_binary_fractions_are() {
        let sums = ["589.29", "0.29", "1.15", "4.35", "1234.58", "19.99", "550.00", "-0.29"];
        let shown = sums.map(|sum| cut(sum).unwrap());
        assert_eq!(shown, ["589.28", "0.28", "1.14", "4.34", "1 234.57", "19.98", "550.00", "-0.28"]);
    }

    #[test]
    fn a_date_is_written_by_its_pattern() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 9).unwrap();
        assert_eq!(format_date("%-d {ноября} %Y г.", day), "9 мая 2021 г.");
        assert_eq!(format_date("{Ноябрь} %Y", day), "Май 2021");
        assert_eq!(format_date("%d {нояб}. %y", day), "09 май. 21");
    }
}
