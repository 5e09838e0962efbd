//! The form of an account number.

/// The form of an account number, such as `9999`, `A-99+` or `9+`.
///
/// `9` stands for a digit, `A` for a letter, and `+` behind one of them for one or more; any other
/// character stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberShape(Vec<Part>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    character: CharacterKind,
    repeats: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharacterKind {
    Digit,
    Letter,
    Own(char),
}

impl NumberShape {
    /// Parses a form; `None` if it is empty or repeats anything but digits and letters.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        for c in text.trim().chars() {
            let character = match c {
                '9' => CharacterKind::Digit,
                'A' => CharacterKind::Letter,
                '+' => {
                    let last = parts.last_mut()?;
                    if last.repeats || matches!(last.character, CharacterKind::Own(_)) {
                        return None;
                    }
                    last.repeats = true;
                    continue;
                }
                own => CharacterKind::Own(own),
            };
            parts.push(Part { character, repeats: false });
        }
        (!parts.is_empty()).then_some(Self(parts))
    }

    /// Returns true if a number has this form.
    pub fn fits(&self, number: &str) -> bool {
        let characters: Vec<char> = number.chars().collect();
        matches(&self.0, &characters)
    }
}

fn matches(parts: &[Part], text: &[char]) -> bool {
    let (Some((part, later)), Some((first, rest))) = (parts.split_first(), text.split_first()) else {
        return parts.is_empty() && text.is_empty();
    };
    part.character.is(*first) && (matches(later, rest) || (part.repeats && matches(parts, rest)))
}

impl CharacterKind {
    fn is(self, c: char) -> bool {
        match self {
            Self::Digit => c.is_ascii_digit(),
            Self::Letter => c.is_alphabetic(),
            Self::Own(own) => own == c,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_its_form_from_end_to_end() {
        let cases = [
            ("9+", &["5", "77", "0031204"][..], &["", "A5", "5 7"][..]),
            ("A+", &["chisto", "Иванов"], &["chisto2", ""]),
            ("A-9999", &["Д-0012"], &["Д0012", "Д-012", "Д-00123"]),
            ("A+9+", &["ab12"], &["12", "ab"]),
        ];
        for (shape, fits, does_not) in cases {
            let shape = NumberShape::parse(shape).unwrap();
            assert!(fits.iter().all(|number| shape.fits(number)), "{shape:?}");
            assert!(!does_not.iter().any(|number| shape.fits(number)), "{shape:?}");
        }
    }

    #[test]
    fn a_form_repeats_digits_and_letters_alone() {
        for text in ["", " ", "+", "-+", "9++"] {
            assert_eq!(NumberShape::parse(text), None, "{text}");
        }
    }
}
