//! Normalization of text for comparison.

use std::sync::LazyLock;

use regex::Regex;

use crate::effort::spend;

/// Steps of a call, whatever the length of the text.
pub const CALL: usize = 10;

/// Returns the text with single spaces for white space and without invisible characters.
pub fn collapse_whitespace(text: &str) -> String {
    spend(CALL + text.len());
    let shown: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Collapses white space and returns also the new offsets of the given places, in bytes.
pub fn collapse_whitespace_at(text: &str, places: &[usize]) -> (String, Vec<usize>) {
    spend(1 + text.len());
    let mut squeezed = String::new();
    let mut moved = Vec::new();
    let mut space = false;
    for (at, c) in text.char_indices().filter(|(_, c)| !is_invisible(*c)) {
        if c.is_whitespace() {
            space = !squeezed.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            squeezed.push(' ');
        }
        while places.get(moved.len()).is_some_and(|place| *place <= at) {
            moved.push(squeezed.len());
        }
        squeezed.push(c);
    }
    (squeezed, moved)
}

/// Returns the text in lower case, with collapsed white space and е for ё.
pub fn fold_case(text: &str) -> String {
    collapse_whitespace(text).to_lowercase().replace('ё', "е")
}

/// Compiles a constant pattern, in which `\d` is an ASCII digit and not one of any script.
pub fn pattern(text: &str) -> Regex {
    Regex::new(&text.replace(r"\d", "[0-9]")).expect("the pattern is a constant and a test compiles it")
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its case-folded text.
    pub key: String,
    /// Byte offset of its beginning.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
}

/// Returns the words of a text, of letters and digits, without superscript marks of footnotes.
pub fn words(text: &str) -> Vec<Word> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{Nd}]+"));
    spend(CALL + 2 * text.len());
    let word = |found: regex::Match<'_>| Word {
        key: found.as_str().to_lowercase().replace('ё', "е"),
        start: found.start(),
        end: found.end(),
    };
    WORD.find_iter(text).map(word).collect()
}

/// Returns the case-folded words of a text, one space apart.
pub fn normalize(text: &str) -> String {
    words(text).into_iter().map(|word| word.key).collect::<Vec<_>>().join(" ")
}

/// Returns true for a mark of a footnote.
pub fn is_mark(c: char) -> bool {
    matches!(c, '*' | '¹' | '²' | '³' | '⁴' | '⁵')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_compared_as_it_is_read() {
        assert_eq!(collapse_whitespace(" Лицевой\u{a0}\n счёт\u{200b}: "), "Лицевой счёт:");
        assert_eq!(fold_case("ЛИЦЕВОЙ  Счёт"), "лицевой счет");
        assert_eq!(normalize("Л/с №: "), "л с");
    }
}
