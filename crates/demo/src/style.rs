//! How a site writes sums and dates, told by examples: `1 234,56` or `9 {ноября} %Y`.

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

/// How a site writes sums: the same sum, 1234.56, as it would write it above and below zero.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoneyStyle {
    plain: String,
    minus: String,
}

/// Adds the filters `money` and `date`.
pub(crate) fn add_filters(templates: &mut Environment<'static>, style: MoneyStyle) {
    templates.add_filter("money", move |sum: &str, plain: Option<&str>, minus: Option<&str>| {
        let sum: Money = sum.parse().map_err(|_| unfit("money", sum))?;
        let plain = plain.unwrap_or(&style.plain);
        let minus = minus.unwrap_or(&style.minus);
        let example = if sum.is_negative() { minus } else { plain };
        by_example(example, sum).ok_or_else(|| unfit("an example of 1234.56", example))
    });
    templates.add_filter("date", |day: &str, pattern: &str| {
        let month = || day.parse::<Month>().map(Month::first_day);
        let date = day.parse::<NaiveDate>().or_else(|_| month()).map_err(|_| unfit("a date", day))?;
        Ok::<_, Error>(dated(pattern, date))
    });
}

/// A date by a pattern of chrono's, in which `{Ноябрь}`, `{ноябрь}`, `{ноября}` and `{нояб}` stand
/// for the month's name.
pub(crate) fn dated(pattern: &str, date: NaiveDate) -> String {
    let (nominative, genitive) = (NOMINATIVE[date.month0() as usize], GENITIVE[date.month0() as usize]);
    let short: String = nominative.chars().take(4).collect();
    let named = pattern
        .replace("{Ноябрь}", &capitalized(nominative))
        .replace("{ноябрь}", nominative)
        .replace("{ноября}", genitive)
        .replace("{нояб}", &short);
    date.format(&named).to_string()
}

/// The sum without its sign, written as the example writes 1234.56. An example without kopecks
/// leaves them out where there are none.
fn by_example(example: &str, sum: Money) -> Option<String> {
    let (before, rest) = example.split_once('1')?;
    let (group, rest) = rest.split_once("234")?;
    let kopecks = sum.kopecks().unsigned_abs() % 100;
    let rubles = grouped(sum.kopecks().unsigned_abs() / 100, group);
    Some(match rest.split_once("56") {
        Some((point, after)) => format!("{before}{rubles}{point}{kopecks:02}{after}"),
        None if kopecks == 0 => format!("{before}{rubles}{rest}"),
        None => format!("{before}{rubles},{kopecks:02}{rest}"),
    })
}

fn grouped(rubles: u128, group: &str) -> String {
    let digits = rubles.to_string();
    let starts_group = |place: usize| place > 0 && (digits.len() - place).is_multiple_of(3);
    let digit =
        |(place, digit)| if starts_group(place) { format!("{group}{digit}") } else { String::from(digit) };
    digits.chars().enumerate().map(digit).collect()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn unfit(kind: &str, text: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("not {kind}: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(example: &str, sum: &str) -> String {
        by_example(example, sum.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_sum_is_written_as_the_example_is() {
        assert_eq!(written("1 234,56 руб.", "1234567.05"), "1 234 567,05 руб.");
        assert_eq!(written("(1234,56)", "-589.00"), "(589,00)");
        assert_eq!(written("1 234 руб. 56 коп.", "12.34"), "12 руб. 34 коп.");
        assert_eq!(written("р.1234", "800.00"), "р.800");
        assert_eq!(written("1 234 ₽", "36.61"), "36,61 ₽", "kopecks are never lost");
        assert_eq!(by_example("12", Money::ZERO), None, "that is no example");
    }

    #[test]
    fn a_date_is_written_by_its_pattern() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 9).unwrap();
        assert_eq!(dated("%-d {ноября} %Y г.", day), "9 мая 2021 г.");
        assert_eq!(dated("{Ноябрь} %Y", day), "Май 2021");
        assert_eq!(dated("%d {нояб}. %y", day), "09 май. 21");
    }
}
