//! Normalization of text for comparison.

use std::sync::LazyLock;

use regex::Regex;

use crate::effort::spend;

/// Steps of a call, whatever the length of the text.
pub const CALL: usize = 10;

/// Returns the text with single spaces for white space and without invisible characters.
pub fn collapse_whitespace(text: &str) -> String {
    spend(CALL + text.len());
    collapsed(text, String::push)
}

/// Returns the characters with single spaces for white space, each as `push` appends it.
fn collapsed(text: &str, push: impl Fn(&mut String, char)) -> String {
    let mut collapsed = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if c.is_whitespace() {
            is_apart = !collapsed.is_empty();
            continue;
        }
        if std::mem::take(&mut is_apart) {
            collapsed.push(' ');
        }
        push(&mut collapsed, c);
    }
    collapsed
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
    spend(CALL + text.len());
    collapsed(text, push_folded)
}

/// The distance from a capital Russian letter to its small one.
const TO_LOWER_CASE: u32 = 0x20;

/// Appends a character in lower case, with е for ё.
fn push_folded(text: &mut String, c: char) {
    match c {
        '\0'..='\u{7f}' => text.push(c.to_ascii_lowercase()),
        'ё' | 'Ё' => text.push('е'),
        'а'..='я' => text.push(c),
        'А'..='Я' => text.extend(char::from_u32(u32::from(c) + TO_LOWER_CASE)),
        _ => text.extend(c.to_lowercase()),
    }
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
    spend(CALL + 2 * text.len());
    let mut words: Vec<Word> = Vec::new();
    let mut is_within = false;
    for (start, c) in text.char_indices() {
        let is_part = is_part_of_word(c);
        if is_part && !is_within {
            words.push(Word { key: String::new(), start, end: start });
        }
        if let Some(word) = words.last_mut().filter(|_| is_part) {
            push_folded(&mut word.key, c);
            word.end = start + c.len_utf8();
        }
        is_within = is_part;
    }
    words
}

/// Returns the case-folded words of a text, one space apart.
pub fn normalize(text: &str) -> String {
    spend(CALL + 2 * text.len());
    let mut normalized = String::with_capacity(text.len());
    let mut is_within = false;
    for c in text.chars() {
        let is_part = is_part_of_word(c);
        if is_part && !is_within && !normalized.is_empty() {
            normalized.push(' ');
        }
        if is_part {
            push_folded(&mut normalized, c);
        }
        is_within = is_part;
    }
    normalized
}

/// Returns true for a letter or a digit of any script.
fn is_part_of_word(c: char) -> bool {
    static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\p{L}\p{Nd}]$"));
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        'А'..='я' | 'ё' | 'Ё' => true,
        _ => c.is_alphanumeric() && LETTER.is_match(c.encode_utf8(&mut [0; 4])),
    }
}

/// Returns true for a letter of any script; most on a page are Latin or Russian.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'А'..='я' | 'ё' | 'Ё' => true,
        _ => c.is_alphabetic(),
    }
}

/// Returns a bit for the first letter of a text; some letters share one.
pub fn letter_bit(text: &str) -> u64 {
    text.chars().next().map_or(0, |letter| 1 << (u32::from(letter) % u64::BITS))
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
        assert_eq!(normalize("٣ Ⅻ Ǆ 5² ª а́"), "٣ ǆ 5 ª а");
    }

    #[test]
    fn words_are_those_of_their_text() {
        for text in ["Л/с №: ", "Оплата¹, (ЁЖ) 1 234,50 ₽", "٣ Ⅻ Ǆ 5² ª а́", ""] {
            let words: Vec<Word> = words(text);
            let keys: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
            assert_eq!(keys.join(" "), normalize(text), "{text}");
            assert!(words.iter().all(|word| normalize(&text[word.start..word.end]) == word.key), "{text}");
        }
    }
}
