//! Words that a report may show.

use std::collections::HashSet;

use kabinet_extract::text::normalize::words;
use kabinet_extract::vocabulary;

/// The words that are left unchanged.
pub struct Vocabulary {
    words: HashSet<String>,
}

/// The length from which a word is known with other endings too, in letters.
const SHORTEST_STEM: usize = 5;
const LONGEST_ENDING: usize = 2;

impl Vocabulary {
    /// Creates a vocabulary from labels and the words that the extraction depends on.
    pub fn of<'w>(labels: impl IntoIterator<Item = &'w str>) -> Self {
        let labels = labels.into_iter().flat_map(words).chain(vocabulary::words().flat_map(words));
        Self { words: labels.map(|word| word.key).collect() }
    }

    /// Returns true for a known word.
    ///
    /// A word with a digit is never known.
    pub fn knows(&self, word: &str) -> bool {
        if !word.chars().all(char::is_alphabetic) {
            return false;
        }
        let ends = word.char_indices().map(|(at, _)| at).skip(SHORTEST_STEM);
        let stems = ends.filter(|at| word[*at..].chars().count() <= LONGEST_ENDING);
        self.words.contains(word) || stems.into_iter().any(|at| self.words.contains(&word[..at]))
    }
}
