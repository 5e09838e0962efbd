use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula, also as a keyboard for Chinese or
/// Japanese writes it.
const BEGINS_FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Text that no spreadsheet takes for a formula: an apostrophe stands before what could be one.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    let begins = |text: &str| text.starts_with(BEGINS_FORMULA);
    if text.starts_with(char::is_control) || begins(text.trim_start()) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Text for a format that gives it one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(breaks_line) { text.replace(breaks_line, " ").into() } else { text.into() }
}

/// The beginning of a text, of at most so many characters.
pub(crate) fn beginning(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

/// A name for a program: what is neither a letter nor a digit becomes a hyphen.
pub(crate) fn plain_name(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}

fn breaks_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_a_formula_is_neutralised() {
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
    fn one_line_is_left_whatever_breaks_it() {
        assert_eq!(one_line("a\r\nb\tc\u{2028}d"), "a  b c d");
        assert_eq!(one_line("без переноса"), "без переноса");
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(beginning("абонентская", 4), "абон");
        assert_eq!(beginning("абон", 4), "абон");
    }
}
