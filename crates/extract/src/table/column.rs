//! Columns and the header cells that name them.

use crate::text::normalize::{normalize, words};

/// A column that a table must have.
#[derive(Debug, Clone)]
pub struct Column {
    /// The label as customers know it, for error messages.
    pub name: String,
    /// Accepted header texts, best first: lower-case words, one space apart.
    pub synonyms: Vec<String>,
    /// The position of the cell among several with the same text.
    pub place: Place,
}

/// Position among columns of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The only one.
    Only,
    /// The first one.
    First,
    /// The last one.
    Last,
}

/// Criteria by which a table is recognized.
pub struct Wanted<'a> {
    /// Its columns.
    ///
    /// The first one is the key of a row.
    pub columns: &'a [Column],
    /// Returns true if a text is a value of the first column.
    pub is_key: &'a dyn Fn(&str) -> bool,
}

/// Currency words that a header cell may add to a label.
pub const CURRENCY: [&str; 4] = ["руб", "р", "rub", "рублей"];

/// Returns the header cell of each column, or `None` unless each column has a cell of its own.
pub fn places(header: &[String], columns: &[Column]) -> Option<Vec<usize>> {
    let places: Vec<usize> = columns.iter().map(|column| place(header, column)).collect::<Option<_>>()?;
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() == places.len()).then_some(places)
}

/// Returns the index of the header cell that names a column, if that is certain.
pub fn place(header: &[String], column: &Column) -> Option<usize> {
    let ranked: Vec<(usize, usize)> =
        header.iter().enumerate().filter_map(|(at, label)| Some((rank(label, column)?, at))).collect();
    let best = ranked.iter().map(|(rank, _)| *rank).min()?;
    let mut equals = ranked.iter().filter(|(rank, _)| *rank == best).map(|(_, at)| *at);
    match (column.place, equals.next()?, equals.next_back()) {
        (Place::Only | Place::Last, only, None) | (Place::First, only, _) => Some(only),
        (Place::Last, _, Some(last)) => Some(last),
        (Place::Only, _, Some(_)) => None,
    }
}

/// Returns the rank of the synonym that a header cell consists of; 0 is the best.
pub fn rank(label: &str, column: &Column) -> Option<usize> {
    let bare = without_currency(label);
    let signed = header(label);
    column.synonyms.iter().position(|synonym| *synonym == bare || *synonym == signed)
}

/// Returns a header for comparison: normalized, with the sign that it begins with.
///
/// Of «+ руб» and «- руб» only the signs differ.
pub fn header(text: &str) -> String {
    let sign = match text.trim_start().chars().next() {
        Some('+') => "+",
        Some('-' | '−' | '–') => "-",
        _ => return normalize(text),
    };
    format!("{sign} {}", without_currency(text)).trim_end().to_owned()
}

fn without_currency(label: &str) -> String {
    let said = normalize(label);
    let bare: Vec<&str> = said.split(' ').filter(|word| !CURRENCY.contains(word)).collect();
    bare.join(" ")
}

/// Splits a text into the label that it begins with and the rest.
pub fn split_label<'t>(text: &'t str, columns: &[Column]) -> Option<(&'t str, &'t str)> {
    const LONGEST_LABEL: usize = 5;
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let names = |label: &str| columns.iter().any(|column| rank(label, column).is_some());
    let words = words(text);
    let mut ends = words.iter().take(LONGEST_LABEL).map(|word| word.end);
    let end = ends.rfind(|end| names(&text[..*end]))?;
    Some((&text[..end], text[end..].trim_start_matches([':', ' ', '.'])))
}
