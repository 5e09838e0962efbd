//! Grammar of a typed query.

use chrono::{Datelike, NaiveDate};

use crate::search::category_names::{category_with, named_category};
use crate::search::figures::{
    Figure, between, day_of_every_year, days, days_of, exactly, figure, is_currency, month, range_of,
    two_digits,
};
use crate::search::month_names::named_month;
use crate::search::relative_days::relative_days;
use crate::search::term::{Amounts, SearchDays, Term};
use crate::search::words::SearchWord;

/// The side of a comparison, with the step in kopecks beyond the bound.
#[derive(Clone, Copy)]
enum Bound {
    Least(i64),
    Most(i64),
}

/// Longer signs come before their own beginnings.
const COMPARISONS: [(&str, Bound); 6] = [
    (">=", Bound::Least(0)),
    ("≥", Bound::Least(0)),
    ("<=", Bound::Most(0)),
    ("≤", Bound::Most(0)),
    (">", Bound::Least(1)),
    ("<", Bound::Most(-1)),
];

const COMPARING_WORDS: [(&str, Bound); 9] = [
    ("больше", Bound::Least(1)),
    ("более", Bound::Least(1)),
    ("свыше", Bound::Least(1)),
    ("от", Bound::Least(0)),
    ("меньше", Bound::Most(-1)),
    ("менее", Bound::Most(-1)),
    ("до", Bound::Most(0)),
    ("over", Bound::Least(1)),
    ("under", Bound::Most(-1)),
];

/// Phone keyboards replace two dots by an ellipsis, and people write a dash between figures.
const RANGES: [&str; 3] = ["..", "…", "–"];
const SPACED_RANGES: [&str; 5] = ["..", "…", "–", "—", "-"];
const BEFORE_DATES: [&str; 5] = ["за", "в", "во", "на", "in"];
const YEAR_WORDS: [&str; 5] = ["год", "года", "году", "г.", "г"];

/// Reads a query into terms, as typed on a day.
pub(super) fn terms(typed: &str, today: NaiveDate) -> Vec<Term> {
    let joined = join_digit_groups(typed);
    let words: Vec<&str> = joined.split_whitespace().collect();
    let mut terms = Vec::new();
    let mut rest = words.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let (found, length) = phrase(rest, today).unwrap_or_else(|| (single(first, others.is_empty()), 1));
        let text = rest.get(..length).unwrap_or_default().join(" ");
        terms.extend(found.into_iter().map(|term| with_text(term, &text)));
        rest = rest.get(length..).unwrap_or_default();
    }
    terms
}

/// Removes the spaces between groups of three digits: `1 589,50` becomes `1589,50`.
///
/// The program writes a narrow no-break space there, PDF viewers copy others.
fn join_digit_groups(typed: &str) -> String {
    let letters: Vec<char> = typed.chars().collect();
    let mut joined = String::with_capacity(typed.len());
    // Digits of the number so far; `None` outside a number, or where no group can follow.
    let mut digits: Option<usize> = Some(0);
    for (place, letter) in letters.iter().enumerate() {
        let is_short = digits.is_some_and(|count| (1..=3).contains(&count));
        if letter.is_whitespace() && is_short && is_group(letters.get(place + 1..).unwrap_or_default()) {
            digits = Some(0);
            continue;
        }
        joined.push(*letter);
        digits = match letter {
            '0'..='9' => digits.map(|count| count + 1),
            '.' | ',' if place > 0 && letters.get(place - 1) != Some(letter) => None,
            letter if letter.is_alphanumeric() || *letter == '№' => None,
            _ => Some(0),
        };
    }
    joined
}

fn is_group(letters: &[char]) -> bool {
    let is_digit = |place: usize| letters.get(place).is_some_and(char::is_ascii_digit);
    is_digit(0) && is_digit(1) && is_digit(2) && !is_digit(3)
}

fn with_text(term: Term, text: &str) -> Term {
    let is_alone = !text.contains(' ');
    Term { text: if is_alone && !term.text.is_empty() { term.text } else { text.to_owned() }, ..term }
}

/// Reads several words that mean one thing, with their count.
fn phrase(words: &[&str], today: NaiveDate) -> Option<(Vec<Term>, usize)> {
    let (term, length) = date_after_preposition(words, today)
        .or_else(|| named_date(words, today))
        .or_else(|| category_in_full(words))
        .or_else(|| spaced_range(words))
        .or_else(|| amount_between(words))
        .or_else(|| amount_compared(words))
        .or_else(|| amount_with_currency(words))?;
    Some((vec![term], length))
}

/// Reads «абонентская плата».
///
/// The words of a description are searched too, because the customer may have changed its category.
fn category_in_full(words: &[&str]) -> Option<(Term, usize)> {
    let (first, second) = (words.first()?, words.get(1)?);
    let category = named_category(first, second)?;
    let word = SearchWord::phrase(&format!("{first} {second}"));
    Some((Term { word: Some(word), category: Some(category), ..Term::default() }, 2))
}

/// Reads «за 2021», «за 2021 год», «в ноябре», «в прошлом году» and the like.
fn date_after_preposition(words: &[&str], today: NaiveDate) -> Option<(Term, usize)> {
    let (first, rest) = words.split_first()?;
    if !BEFORE_DATES.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    let (days, length) = relative_days(rest, today)
        .or_else(|| named_days(rest))
        .or_else(|| Some((days(rest.first()?)?, 1)))?;
    let year_word = usize::from(rest.get(length).is_some_and(|word| is_year_word(word)));
    Some((of_days(days), 1 + length + year_word))
}

/// Reads «9 ноября 2021», «ноябрь 2021 года», «ноябрь», «2021 год» and «прошлый год».
fn named_date(words: &[&str], today: NaiveDate) -> Option<(Term, usize)> {
    let (days, length) =
        relative_days(words, today).or_else(|| named_days(words)).or_else(|| year_with_word(words))?;
    let word = if length == 1 { SearchWord::all_of(words.first()?).pop() } else { None };
    Some((Term { word, ..of_days(days) }, length))
}

fn year_with_word(words: &[&str]) -> Option<(SearchDays, usize)> {
    let is_named = words.first()?.len() == 4 && words.get(1).is_some_and(|word| is_year_word(word));
    if is_named { Some((days(words.first()?)?, 2)) } else { None }
}

fn named_days(words: &[&str]) -> Option<(SearchDays, usize)> {
    let (first, rest) = words.split_first()?;
    let day = two_digits(first).filter(|_| rest.first().is_some_and(|word| is_genitive(word)));
    let at = usize::from(day.is_some());
    let number = named_month(words.get(at)?)?.number;
    let year = words.get(at + 1).and_then(|year| month(year, &number.to_string()));
    let found = match (day, year) {
        (Some(day), Some(month)) => {
            let date = month.first_day().with_day(day)?;
            SearchDays::Range(date..=date)
        }
        (Some(day), None) => day_of_every_year(number, day)?,
        (None, Some(month)) => days_of(month)?,
        (None, None) => SearchDays::EveryYear { month: number, day: None },
    };
    let length = at + 1 + usize::from(year.is_some());
    let year_word = year.is_some() && words.get(length).is_some_and(|word| is_year_word(word));
    Some((found, length + usize::from(year_word)))
}

fn is_genitive(word: &str) -> bool {
    named_month(word).is_some_and(|month| month.is_genitive)
}

fn is_year_word(word: &str) -> bool {
    YEAR_WORDS.contains(&word.to_lowercase().as_str())
}

/// Reads `500 – 1000` with spaces around the dash.
fn spaced_range(words: &[&str]) -> Option<(Term, usize)> {
    let (from, sign, to) = (words.first()?, words.get(1)?, words.get(2)?);
    if !SPACED_RANGES.contains(sign) {
        return None;
    }
    Some((range_of_days(from, to).or_else(|| range_of_amounts(from, to))?, 3))
}

/// Reads «от 500 до 1000» with an optional currency.
fn amount_between(words: &[&str]) -> Option<(Term, usize)> {
    let lower = |place: usize| words.get(place).map(|word| word.to_lowercase());
    if lower(0)? != "от" || lower(2)? != "до" {
        return None;
    }
    Some((range_of_amounts(words.get(1)?, words.get(3)?)?, 4 + currency_at(words, 4)))
}

/// Reads «больше 500», `> 500` and `>500 рублей`.
fn amount_compared(words: &[&str]) -> Option<(Term, usize)> {
    let first = words.first()?.to_lowercase();
    let alone = COMPARISONS.iter().chain(&COMPARING_WORDS).find(|(sign, _)| *sign == first);
    if let Some((_, bound)) = alone {
        let figure = figure(words.get(1)?)?;
        return Some((of_amounts(compared(figure, *bound)), 2 + currency_at(words, 2)));
    }
    let term = comparison(&first)?;
    Some((term, 1 + currency_at(words, 1)))
}

/// Reads «400 рублей».
fn amount_with_currency(words: &[&str]) -> Option<(Term, usize)> {
    let figure = figure(words.first()?)?;
    (currency_at(words, 1) == 1).then(|| (of_amounts(exactly(figure)), 2))
}

fn currency_at(words: &[&str], place: usize) -> usize {
    usize::from(words.get(place).is_some_and(|word| is_currency(word)))
}

/// Reads one word.
///
/// A comparing word at the end waits for its figure, and means nothing yet.
fn single(typed: &str, is_last: bool) -> Vec<Term> {
    let lower = typed.to_lowercase();
    let waits = COMPARING_WORDS.iter().any(|(word, _)| *word == lower && word.chars().count() > 3);
    if waits && is_last {
        return Vec::new();
    }
    match figure_or_date(typed).or_else(|| range(typed)) {
        Some(term) => vec![term],
        None => SearchWord::all_of(typed).into_iter().map(|word| of_word(word, typed)).collect(),
    }
}

/// Reads one word in digits, which may be an amount, a date and a number in the description.
fn figure_or_date(typed: &str) -> Option<Term> {
    let figure = figure(typed);
    let days = days(typed);
    let is_dated = matches!(days, Some(SearchDays::Range(_)));
    let amounts = figure.filter(|figure| !is_dated || figure.whole).map(exactly);
    let is_word = days.is_none() && figure.is_some_and(|figure| figure.whole && !figure.signed);
    let word = if is_word { SearchWord::all_of(typed).pop() } else { None };
    (days.is_some() || amounts.is_some()).then_some(Term { word, amounts, days, ..Term::default() })
}

fn comparison(typed: &str) -> Option<Term> {
    let split = |(sign, bound): &(&str, Bound)| Some((figure(typed.strip_prefix(sign)?)?, *bound));
    let (figure, bound) = COMPARISONS.iter().find_map(split)?;
    Some(of_amounts(compared(figure, bound)))
}

fn compared(figure: Figure, bound: Bound) -> Amounts {
    let (least, most) = match bound {
        Bound::Least(beyond) => (Some(figure.kopecks + beyond), None),
        Bound::Most(beyond) => (None, Some(figure.kopecks + beyond)),
    };
    between(least, most, figure.signed)
}

fn range(typed: &str) -> Option<Term> {
    let (from, to) = RANGES.iter().find_map(|sign| typed.split_once(sign))?;
    if from.is_empty() && to.is_empty() {
        return None;
    }
    range_of_days(from, to).or_else(|| range_of_amounts(from, to))
}

fn range_of_days(from: &str, to: &str) -> Option<Term> {
    let first = if from.is_empty() { NaiveDate::MIN } else { range_of(from)?.0 };
    let last = if to.is_empty() { NaiveDate::MAX } else { range_of(to)?.1 };
    Some(of_days(SearchDays::Range(first..=last)))
}

fn range_of_amounts(from: &str, to: &str) -> Option<Term> {
    let least = if from.is_empty() { None } else { Some(figure(from)?) };
    let most = if to.is_empty() { None } else { Some(figure(to)?) };
    let signed = [least, most].into_iter().flatten().any(|figure| figure.signed);
    let kopecks = |figure: Option<Figure>| figure.map(|figure| figure.kopecks);
    Some(of_amounts(between(kopecks(least), kopecks(most), signed)))
}

fn of_days(days: SearchDays) -> Term {
    Term { days: Some(days), ..Term::default() }
}

fn of_amounts(amounts: Amounts) -> Term {
    Term { amounts: Some(amounts), ..Term::default() }
}

/// Returns the term of a word, which may stand in the name of a category.
fn of_word(word: SearchWord, typed: &str) -> Term {
    Term { category: category_with(typed, &word), word: Some(word), ..Term::default() }
}
