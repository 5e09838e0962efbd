//! Services beside the internet, by the words of their titles.

use crate::text::normalize::{Word, words};

const LONGEST_TITLE: usize = 4;
/// Words that name another service than the internet.
pub const OTHER_SERVICES: [&str; 9] = [
    "тв",
    "телевидение",
    "телевидения",
    "кабельное",
    "домофон",
    "телефон",
    "телефония",
    "телефонии",
    "видеонаблюдение",
];

/// Returns true if a title names another service than the internet: «Договор ТВ».
pub fn names_other_service(title: &str) -> bool {
    let title = words(title);
    let says = |word: &str| title.iter().any(|said| said.key == word);
    title.len() <= LONGEST_TITLE && OTHER_SERVICES.iter().any(|word| says(word)) && !says("интернет")
}

/// Returns true for a label of the balance of a service: «Баланс ТВ», «Бонусы».
pub fn names_balance(label: &str) -> bool {
    let words = words(label);
    let names = |word: &Word| word.key == "баланс" || word.key.starts_with("бонус");
    let ends = words.first().is_some_and(names) || words.last().is_some_and(names);
    ends && words.len() <= LONGEST_TITLE && !label.contains(|c: char| c.is_ascii_digit())
}
