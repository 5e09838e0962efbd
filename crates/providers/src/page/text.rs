//! How text is compared: as a person reads it, not as it is typed.

use std::sync::LazyLock;

use regex::Regex;

/// The text with every run of white space (no-break and thin ones too) as one space, and without
/// characters that show nothing.
pub fn squeeze(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// [`squeeze`], and where the given places of the text have come to stand.
pub fn squeeze_at(text: &str, places: &[usize]) -> (String, Vec<usize>) {
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

/// The text as it is compared: squeezed, in lower case, with е for ё.
pub fn key(text: &str) -> String {
    squeeze(text).to_lowercase().replace('ё', "е")
}

/// A pattern of this crate's own. Its digits are the ten that amounts and dates are written with,
/// not those of every script.
pub fn pattern(text: &str) -> Regex {
    Regex::new(&text.replace(r"\d", "[0-9]")).expect("the pattern is a constant and a test compiles it")
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is compared.
    pub key: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// The words of a text: letters and digits, in order; not the raised ones that mark footnotes.
pub fn words(text: &str) -> Vec<Word> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{Nd}]+"));
    let word =
        |found: regex::Match<'_>| Word { key: key(found.as_str()), start: found.start(), end: found.end() };
    WORD.find_iter(text).map(word).collect()
}

/// The text's words as they are compared, one space apart: what a label is compared by.
pub fn wording(text: &str) -> String {
    words(text).into_iter().map(|word| word.key).collect::<Vec<_>>().join(" ")
}

/// Whether it marks a footnote.
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
        assert_eq!(squeeze(" Лицевой\u{a0}\n счёт\u{200b}: "), "Лицевой счёт:");
        assert_eq!(key("ЛИЦЕВОЙ  Счёт"), "лицевой счет");
        assert_eq!(wording("Л/с №: "), "л с");
    }
}
