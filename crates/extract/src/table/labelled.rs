//! Labels and their values that follow each other in one line of text.

use crate::table::column::{CURRENCY, Column, split_label};
use crate::text::amount;
use crate::text::normalize::words;

/// Signs between a value and the next label.
const SEPARATORS: [char; 14] = [';', ',', '·', '•', '|', '/', '.', '—', '→', '⇒', '➔', '›', '»', '>'];

/// Splits a text into the labels that it consists of, each with its value.
///
/// «на начало 1.00; приход 2.00» and «Было 1,00 стало 2,00» have two. A label begins the text, or stands
/// behind a separator or behind a whole amount. The last value may be empty, because it may stand in the
/// next element. Empty if the text does not begin with a label.
pub fn labelled_parts<'t>(text: &'t str, columns: &[&Column]) -> Vec<(&'t str, &'t str)> {
    if split_label(without_lead(text), columns).is_none() {
        return Vec::new();
    }
    let mut labels: Vec<(usize, usize)> = Vec::new();
    for word in words(text) {
        let is_border = match labels.last() {
            None => without_lead(&text[..word.start]).is_empty(),
            Some((_, end)) if word.start < *end => false,
            Some((_, end)) => !CURRENCY.contains(&word.key.as_str()) && ends_value(&text[*end..word.start]),
        };
        let label = is_border.then(|| split_label(&text[word.start..], columns)).flatten();
        match label {
            Some((label, _)) => labels.push((word.start, word.start + label.len())),
            None if labels.is_empty() => return Vec::new(),
            None => {}
        }
    }
    let ends = labels.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let part =
        |((start, end), next): (&(usize, usize), usize)| (&text[*start..*end], trimmed(&text[*end..next]));
    labels.iter().zip(ends).map(part).collect()
}

/// Removes the signs before the first label: separators and the colon behind a key.
pub fn without_lead(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == ':' || is_separator(c))
}

/// Returns true if a label may follow a text behind another label.
fn ends_value(text: &str) -> bool {
    text.trim_end().ends_with(SEPARATORS) || amount::whole(trimmed(text)).is_some()
}

fn trimmed(value: &str) -> &str {
    let value = value.trim_start_matches([':', ' ', '.', '=']).trim_start_matches("— ");
    // A minus may end a figure, and an arrow in plain letters begins with the same sign.
    let value = ["->", "=>"].iter().find_map(|arrow| value.trim_end().strip_suffix(arrow)).unwrap_or(value);
    value.trim_end_matches(|c: char| c != '.' && is_separator(c))
}

fn is_separator(c: char) -> bool {
    SEPARATORS.contains(&c) || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::column::Place;

    #[test]
    fn a_line_is_split_at_its_labels_alone() {
        let named = |label: &str| Column::new(label.to_owned(), vec![label.to_owned()], Place::Only);
        let columns = ["было", "приход", "стало", "сумма", "на начало", "на конец"].map(named);
        let columns: Vec<&Column> = columns.iter().collect();
        let cases: [(&str, &[(&str, &str)]); 15] = [
            (
                "на начало 261.23; приход 1 126.77; на конец 588.00",
                &[("на начало", "261.23"), ("приход", "1 126.77"), ("на конец", "588.00")],
            ),
            ("Было 600,00 ₽, стало −100,00 ₽", &[("Было", "600,00 ₽"), ("стало", "−100,00 ₽")]),
            ("Было: 600 р. 00 коп. Стало: 5 р.", &[("Было", "600 р. 00 коп."), ("Стало", "5 р.")]),
            ("было: 0 р. 00 коп.; приход:", &[("было", "0 р. 00 коп."), ("приход", "")]),
            ("; стало: 5,00", &[("стало", "5,00")]),
            (": было 7.00, стало 5.00", &[("было", "7.00"), ("стало", "5.00")]),
            ("было 600,00 ₽ → стало 5,00 ₽", &[("было", "600,00 ₽"), ("стало", "5,00 ₽")]),
            ("было 600,00 -> стало 5,00-", &[("было", "600,00"), ("стало", "5,00-")]),
            ("Было 600,00 ₽ · Стало 5,00 ₽", &[("Было", "600,00 ₽"), ("Стало", "5,00 ₽")]),
            ("было 600 р. стало 5 р.", &[("было", "600 р."), ("стало", "5 р.")]),
            ("Сумма — 5,00", &[("Сумма", "5,00")]),
            ("Сумма возврата 5,00", &[("Сумма", "возврата 5,00")]),
            ("Сумма за то, что было", &[("Сумма", "за то, что было")]),
            ("Оплата, было 5,00", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(labelled_parts(text, &columns), expected, "{text}");
        }
    }
}
