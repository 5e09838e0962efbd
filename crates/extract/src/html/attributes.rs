//! The number of attributes of an element, known before the page is parsed.
//!
//! The parser compares each attribute with all before it, so their number is bounded beforehand.

use memchr::memchr;

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

/// Tags that are followed at once: the most attributes of one in each place.
#[derive(Debug, Clone, Copy, Default)]
struct Tags {
    /// One bit for each place that has a tag.
    places: u8,
    /// The number is of no meaning in a place without a tag.
    ///
    /// It does not grow beyond `u16::MAX`.
    attributes: [u16; PLACES],
}

/// Returns the most attributes that one tag of a page could have.
///
/// Only the parser knows whether a `<` begins a tag or is part of a script, a comment or a value. So
/// each is followed as if it did. Tags in the same place differ in the number of attributes alone, of
/// which the larger one counts, so the time grows with the length of the page.
pub fn most_attributes(html: &str) -> u16 {
    let mut tags = Tags::default();
    let mut most = 0;
    let mut rest = html.as_bytes();
    while let Some(begin) = memchr(b'<', rest) {
        rest = &rest[begin + 1..];
        let mut is_open = true;
        while let Some((byte, behind)) = rest.split_first().filter(|_| is_open || !tags.is_empty()) {
            tags.move_on(*byte, &mut most);
            if is_open && byte.is_ascii_alphabetic() {
                tags.put(Place::TagName, 0);
            }
            is_open = *byte == b'<';
            rest = behind;
        }
    }
    most
}

impl Tags {
    fn is_empty(&self) -> bool {
        self.places == 0
    }

    /// Adds a tag, of which only the attributes count if another one is in its place.
    fn put(&mut self, place: Place, attributes: u16) {
        let counted = &mut self.attributes[place as usize];
        *counted = if self.places & place.bit() == 0 { attributes } else { attributes.max(*counted) };
        self.places |= place.bit();
    }

    /// Moves every tag on by a byte, and raises the most attributes of one.
    fn move_on(&mut self, byte: u8, most: &mut u16) {
        // Within a name or a value most bytes move none.
        if self.each().all(|place| place.next(byte) == Some(place)) {
            return;
        }
        let before = *self;
        self.places = 0;
        for place in before.each() {
            if let Some(next) = place.next(byte) {
                let begins = next == Place::Name && place != Place::Name;
                let attributes = before.attributes[place as usize].saturating_add(begins.into());
                *most = (*most).max(attributes);
                self.put(next, attributes);
            }
        }
    }

    /// Returns the places that have a tag.
    fn each(&self) -> impl Iterator<Item = Place> + use<> {
        let mut left = self.places;
        std::iter::from_fn(move || {
            let place = *Place::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(place)
        })
    }
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

    fn bit(self) -> u8 {
        1 << self as u8
    }

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
