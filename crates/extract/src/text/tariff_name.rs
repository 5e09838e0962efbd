//! Name of a tariff before its price: «Дом 100», 650 р. в месяц.

use crate::text::normalize::fold_case;
use crate::text::other_services::names_other_service;
use crate::text::remark;

const LONGEST_NAME: usize = 40;
const QUOTES: [(char, char); 3] = [('«', '»'), ('"', '"'), ('“', '”')];
const SEPARATORS: [&str; 6] = [", ", ": ", " — ", " – ", " - ", " · "];
/// Beginnings of words that make a tariff one of an advertisement.
const ADVERTISED: [&str; 10] =
    ["нов", "акци", "подключ", "перейди", "попробу", "предлож", "скид", "всего", "друг", "архив"];

/// Returns the text behind the name of a tariff that it begins with.
pub fn behind(text: &str) -> Option<&str> {
    let (name, rest) = quoted(text).or_else(|| up_to_separator(text))?;
    let said = fold_case(name);
    let is_advertised = said.split(' ').any(|word| ADVERTISED.iter().any(|stem| word.starts_with(stem)));
    let is_own = !is_advertised && !remark::changes_meaning(name) && !names_other_service(name);
    is_own.then(|| rest.trim_start_matches([' ', ',', ':', '—', '–', '·', '.']))
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let (open, close) = QUOTES.iter().find(|(open, _)| text.starts_with(*open))?;
    text[open.len_utf8()..].split_once(*close)
}

fn up_to_separator(text: &str) -> Option<(&str, &str)> {
    let ends = SEPARATORS.iter().filter_map(|mark| text.find(mark).map(|at| (at, mark.len())));
    let (at, length) = ends.min()?;
    let (name, rest) = (&text[..at], &text[at + length..]);
    (name.chars().count() <= LONGEST_NAME).then_some((name, rest))
}
