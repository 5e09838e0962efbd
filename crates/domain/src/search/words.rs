//! Words of a query and of a description.

use crate::category::words;

/// One or more words of a query that mean one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord {
    parts: Vec<WordForms>,
}

/// A word in the two forms that [`search_words`] has.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordForms {
    beginning: String,
    stem: String,
}

/// The endings that Russian words change, the longest first.
const ENDINGS: [&str; 49] = [
    "иями", "ями", "ами", "иях", "иям", "ием", "ого", "его", "ому", "ему", "ыми", "ими", "ях", "ах", "ям",
    "ам", "ем", "ом", "ой", "ей", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ым", "им",
    "ую", "юю", "ию", "ью", "ия", "ья", "ии", "ов", "ев", "а", "я", "о", "е", "и", "ы", "у", "ь",
];

const SHORTEST_STEM: usize = 4;

/// Returns the words of a description in the form that [`SearchWord::is_in`] searches.
///
/// Each word follows a space, and then the stem of each stands between two `=`.
pub fn search_words(description: &str) -> String {
    let words: Vec<String> = words(description).collect();
    let whole = words.iter().map(|word| format!(" {word}"));
    let stems = words.iter().map(|word| format!("={}=", stem(word)));
    whole.chain(stems).collect()
}

impl SearchWord {
    /// Returns the words of typed text, each on its own.
    pub(super) fn all_of(typed: &str) -> Vec<Self> {
        words(typed).map(|word| Self { parts: vec![WordForms::of(&word)] }).collect()
    }

    /// Returns the words of typed text as one.
    pub(super) fn phrase(typed: &str) -> Self {
        Self { parts: words(typed).map(|word| WordForms::of(&word)).collect() }
    }

    /// Returns true if each word begins one of the [`search_words`] or is another form of it.
    pub fn is_in(&self, words: &str) -> bool {
        self.parts.iter().all(|part| words.contains(&part.beginning) || words.contains(&part.stem))
    }
}

impl WordForms {
    fn of(word: &str) -> Self {
        Self { beginning: format!(" {word}"), stem: format!("={}=", stem(word)) }
    }
}

fn stem(word: &str) -> &str {
    let long_enough = |stem: &&str| stem.chars().count() >= SHORTEST_STEM;
    ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).find(long_enough).unwrap_or(word)
}
