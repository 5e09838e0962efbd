//! The number of attributes of an element, known before the page is parsed.
//!
//! The parser compares each attribute with all before it, so their number is bounded beforehand.

/// A place within a tag, as in the HTML standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    InDoubleQuotes,
    InSingleQuotes,
}

const PLACES: usize = 8;

/// Returns the most attributes that one tag of a page could have.
///
/// Only the parser knows whether a `<` begins a tag or is part of a script, a comment or a value. So
/// each is followed as if it did. Tags in the same place differ in the number of attributes alone, of
/// which the larger one counts, so the time grows with the length of the page.
pub fn most_attributes(html: &str) -> usize {
    let mut tags: [Option<usize>; PLACES] = [None; PLACES];
    let (mut most, mut is_open) = (0, false);
    let mut at = html.find('<').unwrap_or(html.len());
    while let Some(byte) = html.as_bytes().get(at) {
        let is_within = tags.iter().any(Option::is_some);
        if is_within {
            tags = moved(&tags, *byte);
            most = tags.iter().flatten().fold(most, |most, attributes| most.max(*attributes));
        }
        if is_open && byte.is_ascii_alphabetic() {
            let name = &mut tags[Place::TagName as usize];
            *name = name.or(Some(0));
        }
        is_open = *byte == b'<';
        at += 1;
        if !is_open && !is_within && tags.iter().all(Option::is_none) {
            at = html.as_bytes()[at..]
                .iter()
                .position(|byte| *byte == b'<')
                .map_or(html.len(), |next| at + next);
        }
    }
    most
}

/// Moves every tag on by a byte.
fn moved(tags: &[Option<usize>; PLACES], byte: u8) -> [Option<usize>; PLACES] {
    let mut moved = [None; PLACES];
    for (place, attributes) in Place::ALL.into_iter().zip(tags) {
        if let (Some(attributes), Some(next)) = (attributes, place.next(byte)) {
            let begins = next == Place::Name && place != Place::Name;
            let counted = &mut moved[next as usize];
            *counted = (*counted).max(Some(attributes + usize::from(begins)));
        }
    }
    moved
}

impl Place {
    const ALL: [Self; PLACES] = [
        Self::TagName,
        Self::BeforeName,
        Self::Name,
        Self::AfterName,
        Self::BeforeValue,
        Self::Unquoted,
        Self::InDoubleQuotes,
        Self::InSingleQuotes,
    ];

    /// Returns the place behind a byte; `None` where the tag ends.
    fn next(self, byte: u8) -> Option<Self> {
        let is_space = byte.is_ascii_whitespace();
        let next = match (self, byte) {
            (Self::InDoubleQuotes, b'"') | (Self::InSingleQuotes, b'\'') => Self::BeforeName,
            (Self::InDoubleQuotes | Self::InSingleQuotes, _) => self,
            (_, b'>') => return None,
            (Self::BeforeValue, b'"') => Self::InDoubleQuotes,
            (Self::BeforeValue, b'\'') => Self::InSingleQuotes,
            (Self::BeforeValue, _) if is_space => self,
            (Self::BeforeValue, _) => Self::Unquoted,
            (Self::Unquoted, _) if !is_space => self,
            (Self::Name | Self::AfterName, _) if is_space => Self::AfterName,
            (_, _) if is_space || byte == b'/' => Self::BeforeName,
            (Self::Name | Self::AfterName, b'=') => Self::BeforeValue,
            (Self::TagName, _) => self,
            (Self::BeforeName | Self::Name | Self::AfterName | Self::Unquoted, _) => Self::Name,
        };
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_the_parser_counts_them() {
        let many = (0..50).map(|n| format!("a{n} ")).collect::<String>();
        let cases = [
            ("<p>a b c d e</p>", 0),
            ("<p class='a b c' id=x hidden>", 3),
            ("<a/b/c d=e/f>", 3),
            ("<a b=\"c\"d='e'f>", 3),
            ("<a b = 'c d e'>", 1),
            ("<a =\"b c d\">", 3),
            ("<a b==\"c d e\">", 3),
            ("<a b=c=\"d e f\">", 3),
            ("1 < 2 a b c", 0),
            (&format!("<a title='<b {many}'>"), 51),
            (&format!("<!-- ' --><a title=\"'\" {many}>"), 51),
            (&format!("<script>i<n;'{many}</script>"), 51),
            (&format!("<a b='>' c=\">\" {many}"), 52),
        ];
        for (html, expected) in cases {
            assert_eq!(most_attributes(html), expected, "{html}");
        }
    }

    #[test]
    fn the_time_grows_with_the_length_alone() {
        for part in ["<a", "<a b", "<a b='", "<a b=\"'", "<a =", "<a<a '<a \""] {
            most_attributes(&part.repeat(200_000));
        }
    }
}
