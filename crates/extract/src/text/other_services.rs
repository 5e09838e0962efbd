//! Services beside the internet, by the words of their titles.

use crate::text::normalize::{Word, words};

const LONGEST_TITLE: usize = 6;
const LONGEST_LABEL: usize = 4;
/// Words that name another service than the internet.
pub const OTHER_SERVICES: [&str; 21] = [
    "тв",
    "tv",
    "iptv",
    "телевидение",
    "телевидения",
    "телевидению",
    "кабельное",
    "домофон",
    "домофона",
    "домофония",
    "домофонии",
    "телефон",
    "телефона",
    "телефония",
    "телефонии",
    "видеонаблюдение",
    "видеонаблюдения",
    "камеры",
    "кино",
    "мобильная",
    "мобильный",
];

/// Returns true if a title names another service than the internet: «Договор ТВ».
pub fn names_other_service(title: &str) -> bool {
    let title = words(title);
    let says = |word: &str| title.iter().any(|said| said.key == word);
    title.len() <= LONGEST_TITLE
        && OTHER_SERVICES.iter().any(|word| says(word))
        && !says("интернет")
        && !says("интернета")
}

/// Returns true if a title names the internet and no other service.
pub fn names_internet(title: &str) -> bool {
    let title = words(title);
    let says = |wanted: &str| title.iter().any(|said| said.key == wanted);
    let is_other = OTHER_SERVICES.iter().any(|word| says(word));
    title.len() <= LONGEST_TITLE && (says("интернет") || says("интернета")) && !is_other
}

/// Returns true for a label of the balance of a service: «Баланс ТВ», «Бонусы».
pub fn names_balance(label: &str) -> bool {
    let words = words(label);
    let ends = words.first().is_some_and(is_balance) || words.last().is_some_and(is_balance);
    ends && words.len() <= LONGEST_LABEL && !label.contains(|c: char| c.is_ascii_digit())
}

/// Returns true for a word that names a balance.
pub fn is_balance(word: &Word) -> bool {
    word.key == "баланс" || word.key.starts_with("бонус")
}
