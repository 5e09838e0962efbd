//! Texts without their amounts.

/// The characters in place of an amount.
const DOTS: &str = "•••";

/// Returns a text with dots in place of its amounts, which end with «₽».
pub fn without_amounts(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut place = 0;
    while let Some(letter) = letters.get(place) {
        match amount_length(letters.get(place..).unwrap_or_default()) {
            Some(length) => {
                masked.push_str(DOTS);
                place += length;
            }
            None => {
                masked.push(*letter);
                place += 1;
            }
        }
    }
    masked
}

/// Returns the number of characters of the amount that the text begins with; `None` without one.
fn amount_length(letters: &[char]) -> Option<usize> {
    let is_digit = |place: usize| letters.get(place).is_some_and(char::is_ascii_digit);
    let is_between = |place: usize| {
        letters.get(place).is_some_and(|letter| letter.is_whitespace() || [',', '.'].contains(letter))
    };
    let mut place = usize::from(letters.first().is_some_and(|letter| ['-', '\u{2212}'].contains(letter)));
    if !is_digit(place) {
        return None;
    }
    while is_digit(place) || (is_between(place) && is_digit(place + 1)) {
        place += 1;
    }
    place += usize::from(letters.get(place).is_some_and(|letter| letter.is_whitespace()));
    (letters.get(place) == Some(&'₽')).then_some(place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_any_size_are_masked_and_other_figures_stay() {
        let text =
            "30 ноября спишется 1\u{202f}800,00\u{202f}₽. На счёте −588,00 ₽: не хватает 212.00₽, 5 дней.";
        assert_eq!(without_amounts(text), "30 ноября спишется •••. На счёте •••: не хватает •••, 5 дней.");
        assert_eq!(without_amounts("Тариф 100 Мбит"), "Тариф 100 Мбит");
    }
}
