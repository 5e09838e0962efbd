//! Names of categories as the screen shows them and people type them.

use crate::Category;
use crate::search::words::{SearchWord, search_words};

const NAMES: [(&str, Category); 16] = [
    ("ваша оплата", Category::Payment),
    ("абонентская плата", Category::Fee),
    ("разовая услуга", Category::OneOff),
    ("корректировка", Category::Correction),
    ("возврат", Category::Refund),
    ("оборудование", Category::Equipment),
    ("бонус", Category::Bonus),
    ("прочее", Category::Other),
    ("your payment", Category::Payment),
    ("subscription fee", Category::Fee),
    ("one-off service", Category::OneOff),
    ("correction", Category::Correction),
    ("refund", Category::Refund),
    ("equipment", Category::Equipment),
    ("bonus", Category::Bonus),
    ("other", Category::Other),
];

/// Shorter words begin too many others.
const SHORTEST_WORD: usize = 5;

/// Reads a name of two words, each in any form: «абонентскую плату».
pub(super) fn named_category(first: &str, second: &str) -> Option<Category> {
    let is_form = |typed: &str, name: &str| {
        SearchWord::all_of(typed).pop().is_some_and(|word| word.is_in(&search_words(name)))
    };
    let has = |name: &str| {
        let words = name.split_once(' ');
        words.is_some_and(|(one, other)| is_form(first, one) && is_form(second, other))
    };
    NAMES.into_iter().find(|(name, _)| has(name)).map(|(_, category)| category)
}

/// Returns the category in whose name a typed word stands.
pub(super) fn category_with(typed: &str, word: &SearchWord) -> Option<Category> {
    if typed.chars().count() < SHORTEST_WORD {
        return None;
    }
    NAMES.into_iter().find(|(name, _)| word.is_in(&search_words(name))).map(|(_, category)| category)
}
