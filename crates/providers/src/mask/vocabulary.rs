//! The words that a page may show: those that a cabinet's form is made of.

use std::collections::HashSet;

use crate::page;
use crate::page::text::words;

/// Words that are left as they are.
pub struct Vocabulary {
    words: HashSet<String>,
}

/// A word at least so long is known with other endings too.
const SHORTEST_STEM: usize = 5;
const LONGEST_ENDING: usize = 2;

impl Vocabulary {
    /// The words of these labels, and those that reading hangs on beside them.
    pub fn of<'w>(labels: impl IntoIterator<Item = &'w str>) -> Self {
        let labels = labels.into_iter().flat_map(words).chain(page::words().flat_map(words));
        Self { words: labels.map(|word| word.key).collect() }
    }

    /// Whether a word, as it is compared, is one of these; a word with figures in it never is.
    pub fn knows(&self, word: &str) -> bool {
        if !word.chars().all(char::is_alphabetic) {
            return false;
        }
        let ends = word.char_indices().map(|(at, _)| at).skip(SHORTEST_STEM);
        let stems = ends.filter(|at| word[*at..].chars().count() <= LONGEST_ENDING);
        self.words.contains(word) || stems.into_iter().any(|at| self.words.contains(&word[..at]))
    }
}
