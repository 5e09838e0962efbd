use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::{Amounts, Sought, Term};
use crate::Month;

/// An amount as it was typed.
#[derive(Clone, Copy)]
struct Figure {
    kopecks: i64,
    signed: bool,
    whole: bool,
}

/// What an amount is compared with, in kopecks beyond the bound.
enum Bound {
    Least(i64),
    Most(i64),
}

/// The longer sign before the one that it begins with.
const COMPARISONS: [(&str, Bound); 6] = [
    (">=", Bound::Least(0)),
    ("≥", Bound::Least(0)),
    ("<=", Bound::Most(0)),
    ("≤", Bound::Most(0)),
    (">", Bound::Least(1)),
    ("<", Bound::Most(-1)),
];

/// Keyboards make one sign of the two dots, and people write a dash between figures.
const RANGES: [&str; 3] = ["..", "…", "–"];

/// A trillion rubles, which no account holds, has one more.
const MOST_DIGITS: usize = 12;

/// What one typed word asks for.
pub fn terms(typed: &str) -> Vec<Term> {
    let read = one_of_figures(typed).or_else(|| comparison(typed)).or_else(|| range(typed));
    match read {
        Some(term) => vec![term],
        None => Sought::all_of(typed).into_iter().map(of_word).collect(),
    }
}

fn one_of_figures(typed: &str) -> Option<Term> {
    let figure = figure(typed);
    let days = days(typed);
    let amounts = figure.filter(|figure| days.is_none() || figure.whole).map(exactly);
    let is_word = days.is_none() && figure.is_some_and(|figure| figure.whole && !figure.signed);
    let word = if is_word { Sought::all_of(typed).pop() } else { None };
    (days.is_some() || amounts.is_some()).then_some(Term { word, amounts, days })
}

fn comparison(typed: &str) -> Option<Term> {
    let compared = |(sign, bound): &'static (&str, Bound)| Some((figure(typed.strip_prefix(sign)?)?, bound));
    let (figure, bound) = COMPARISONS.iter().find_map(compared)?;
    let (least, most) = match bound {
        Bound::Least(beyond) => (Some(figure.kopecks + beyond), None),
        Bound::Most(beyond) => (None, Some(figure.kopecks + beyond)),
    };
    Some(of_amounts(between(least, most, figure.signed)))
}

fn range(typed: &str) -> Option<Term> {
    let (from, to) = RANGES.iter().find_map(|sign| typed.split_once(sign))?;
    if from.is_empty() && to.is_empty() {
        return None;
    }
    range_of_days(from, to).or_else(|| range_of_amounts(from, to))
}

fn range_of_days(from: &str, to: &str) -> Option<Term> {
    let first = if from.is_empty() { NaiveDate::MIN } else { *days(from)?.start() };
    let last = if to.is_empty() { NaiveDate::MAX } else { *days(to)?.end() };
    Some(Term { days: Some(first..=last), ..Term::default() })
}

fn range_of_amounts(from: &str, to: &str) -> Option<Term> {
    let least = if from.is_empty() { None } else { Some(figure(from)?) };
    let most = if to.is_empty() { None } else { Some(figure(to)?) };
    let signed = [least, most].into_iter().flatten().any(|figure| figure.signed);
    let kopecks = |figure: Option<Figure>| figure.map(|figure| figure.kopecks);
    Some(of_amounts(between(kopecks(least), kopecks(most), signed)))
}

/// A day `09.11.2021` or `2021-11-09`, a month `11.2021` or `2021-11`, a year `2021`.
fn days(typed: &str) -> Option<RangeInclusive<NaiveDate>> {
    let from_the_day = typed.split('.').rev().collect::<Vec<_>>();
    let from_the_year = typed.split('-').collect::<Vec<_>>();
    let parts = if typed.contains('.') { from_the_day } else { from_the_year };
    let (year, rest) = parts.split_first()?;
    let [first, last] = match rest {
        [] => [month(year, "1")?, month(year, "12")?],
        [number] => [month(year, number)?; 2],
        [number, day] => {
            let date = month(year, number)?.first_day().with_day(two_digits(day)?)?;
            return Some(date..=date);
        }
        _ => return None,
    };
    Some(first.first_day()..=last.next().first_day().pred_opt()?)
}

fn month(year: &str, number: &str) -> Option<Month> {
    if !is_number(year) || year.len() != 4 {
        return None;
    }
    Month::new(year.parse().ok()?, two_digits(number)?).ok()
}

fn two_digits(number: &str) -> Option<u32> {
    if is_number(number) && number.len() <= 2 { number.parse().ok() } else { None }
}

/// `500`, `-500,00` or `1 234,5 ₽` with spaces that do not break, as the program itself shows it.
fn figure(typed: &str) -> Option<Figure> {
    let plain: String = typed.chars().filter(|c| !['\u{a0}', '\u{202f}', '₽'].contains(c)).collect();
    let unsigned = plain.trim_start_matches(['-', '−', '+']);
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
    let is_negative = ["-", "−"].contains(&sign);
    Some(Figure { kopecks: if is_negative { -amount } else { amount }, signed: !sign.is_empty(), whole })
}

fn kopecks(digits: &str) -> Option<i64> {
    match (is_number(digits), digits.len()) {
        (true, 1) => Some(digits.parse::<i64>().ok()? * 10),
        (true, 2) => digits.parse().ok(),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn exactly(figure: Figure) -> Amounts {
    between(Some(figure.kopecks), Some(figure.kopecks), figure.signed)
}

fn between(least: Option<i64>, most: Option<i64>, signed: bool) -> Amounts {
    Amounts { least: least.unwrap_or(i64::MIN), most: most.unwrap_or(i64::MAX), signed }
}

fn of_amounts(amounts: Amounts) -> Term {
    Term { amounts: Some(amounts), ..Term::default() }
}

fn of_word(word: Sought) -> Term {
    Term { word: Some(word), ..Term::default() }
}
