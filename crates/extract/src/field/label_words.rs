//! Words of a label and of the text around it.

use chrono::NaiveDate;

use crate::effort::spend;
use crate::field::stop_words::{INNER_STOP_WORDS, STOP_WORDS};
use crate::text::date;
use crate::text::normalize::{Word, words};
use crate::text::other_services::names_other_service;
use crate::text::remark;
use crate::text::remark::{Beside, Remark};
use crate::text::value::Kind;

/// Steps to compare the words of a text with a label.
const COMPARE: usize = 4;

/// Words that make a label of an amount one of a month's turnover.
const MONTH_WORDS: [&str; 2] = ["месяц", "мес"];

/// Words behind a label of a price that make it the sum of all services.
const TOTAL_WORDS: [&str; 2] = ["всего", "итого"];
/// Verbs behind a label of a day: «Следующее списание *будет* 6 декабря».
const DAY_VERBS: [&str; 6] = ["будет", "состоится", "произойдет", "пройдет", "наступит", "запланировано"];
/// Prepositions that make the words of a label a part of a sentence: «500 ₽ *на* баланс».
const PREPOSITIONS: [&str; 8] = ["на", "за", "в", "с", "к", "по", "для", "от"];

/// Returns true for a preposition that takes the words of a label into a sentence.
pub fn is_preposition(word: &Word) -> bool {
    PREPOSITIONS.contains(&word.key.as_str())
}

pub fn length_of(words: &[Word], synonym: &str) -> Option<usize> {
    spend(COMPARE);
    let mut wanted = synonym.split(' ').peekable();
    for (at, word) in words.iter().enumerate() {
        if wanted.peek() == Some(&word.key.as_str()) {
            wanted.next();
        } else if at == 0 || !INNER_STOP_WORDS.contains(&word.key.as_str()) {
            return None;
        }
        if wanted.peek().is_none() {
            return Some(at + 1);
        }
    }
    None
}

/// Returns true for a stop word, or for the mark of an item in a list.
pub fn is_stop_word(word: &Word, text: &str) -> bool {
    let is_mark = word.key.chars().count() == 1 && text[word.end..].starts_with([')', '.']);
    is_mark || STOP_WORDS.contains(&word.key.as_str())
}

/// Returns true if a stop word may follow a label of a value of this kind.
fn is_stop_word_behind(kind: Kind, word: &Word) -> bool {
    let is_turnover = kind == Kind::Sum && MONTH_WORDS.contains(&word.key.as_str());
    let key = word.key.as_str();
    let is_own =
        (kind == Kind::Price && TOTAL_WORDS.contains(&key)) || (kind.is_day() && DAY_VERBS.contains(&key));
    is_own || (!is_turnover && STOP_WORDS.contains(&key))
}

/// Returns true if the text before a label is complete, so that the label begins something new.
pub fn is_border(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with([',', ';', '.', '!', '?', '|', '•', '·', '₽', ')'])
        || before.ends_with(|c: char| c.is_ascii_digit())
}

pub fn kind_free_value(before: &str, today: NaiveDate) -> bool {
    [Kind::Sum, Kind::Price, Kind::Day, Kind::Number]
        .iter()
        .any(|kind| kind.at_start(before, today).is_some())
}

/// Returns the text without a harmless remark, a date or a stop word that it begins with.
pub fn without_stop_word(kind: Kind, text: &str, today: NaiveDate) -> Option<&str> {
    let asides = [('(', ')'), ('«', '»'), ('"', '"'), ('“', '”')];
    if let Some((remark, end)) = asides.iter().find_map(|(open, end)| Some((text.strip_prefix(*open)?, *end)))
    {
        let (inside, rest) = remark.split_once(end)?;
        return is_harmless(kind, inside, end == ')', today).then_some(rest);
    }
    let bare = text.strip_prefix(',').unwrap_or(text).trim_start_matches([' ', '№', '₽', '/']);
    if bare.trim_matches([' ', ':']).is_empty() {
        return Some("");
    }
    if bare.len() < text.len() {
        return Some(bare);
    }
    if let Some((_, rest)) = date::at_start(text, today) {
        return text.get(text.len() - rest.len()..);
    }
    let word = words(text).into_iter().next()?;
    let is_first = text[..word.start].trim().is_empty();
    (is_first && is_stop_word_behind(kind, &word)).then(|| &text[word.end..])
}

/// Returns true if an aside of a label leaves its meaning: the words in quotes are a name.
fn is_harmless(kind: Kind, inside: &str, is_bracketed: bool, today: NaiveDate) -> bool {
    if !is_bracketed {
        return !remark::changes_meaning(inside) && !names_other_service(inside);
    }
    let is_date = date::whole(inside.trim_start_matches("на "), today).is_some();
    let are_stop_words = words(inside).iter().all(|word| is_stop_word_behind(kind, word));
    is_date || are_stop_words || remark::read(inside, Beside::Money, today, &|_| false) == Remark::Harmless
}
