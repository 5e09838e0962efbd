//! Text as the formats can hold it.

use std::borrow::Cow;

/// Characters that begin a formula in a spreadsheet, with their full-width forms.
const BEGINS_FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Returns the text with an apostrophe before it where a spreadsheet would see a formula.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    let begins = |text: &str| text.starts_with(BEGINS_FORMULA);
    if text.starts_with(char::is_control) || begins(text.trim_start()) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Returns the text on one line: line breaks and control characters become spaces.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(breaks_line) { text.replace(breaks_line, " ").into() } else { text.into() }
}

/// Returns the first characters of a text, at most `longest`.
pub(crate) fn beginning(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

/// Returns the text with a hyphen for everything but letters and digits.
pub fn plain_name(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_possible_formula_gets_an_apostrophe() {
        for text in
            ["=1+1", "+7 909", "-1", "@SUM(A1)", "\t=1+1", "\r=1", "\u{0}", "  =1+1", "\u{a0}=1", "＝1"]
        {
            assert_eq!(neutral(text), format!("'{text}"), "{text:?}");
        }
        for text in ["", "Оплата", "'=1", "1=1", "а-б", " Оплата"] {
            assert_eq!(neutral(text), text);
        }
    }

    #[test]
    fn every_line_break_becomes_a_space() {
        assert_eq!(one_line("a\r\nb\tc\u{2028}d"), "a  b c d");
        assert_eq!(one_line("без переноса"), "без переноса");
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(beginning("абонентская", 4), "абон");
        assert_eq!(beginning("абон", 4), "абон");
    }
}
