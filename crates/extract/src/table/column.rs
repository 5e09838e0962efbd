//! Columns and the header cells that name them.

use std::collections::HashMap;

use crate::effort::spend;
use crate::text::normalize::{CALL, fold_case, is_letter, is_mark, letter_bit, normalize};

/// A column that a table must have.
#[derive(Debug, Clone)]
pub struct Column {
    /// The label as customers know it, for error messages.
    pub name: String,
    /// Accepted header texts, best first: lower-case words, one space apart.
    synonyms: Vec<String>,
    /// The rank of each synonym, the best if it is repeated.
    ranks: HashMap<String, usize>,
    /// The position of the cell among several with the same text.
    pub place: Place,
    /// The first letters of the synonyms, by which most texts are ruled out without a comparison.
    letters: u64,
    /// The number of bytes of the longest synonym.
    longest: usize,
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

impl Column {
    /// Creates a column.
    pub fn new(name: String, synonyms: Vec<String>, place: Place) -> Self {
        let letters = synonyms.iter().fold(0, |letters, synonym| letters | letter_bit(synonym));
        let ranks =
            synonyms.iter().enumerate().rev().map(|(rank, synonym)| (synonym.clone(), rank)).collect();
        let longest = synonyms.iter().map(String::len).max().unwrap_or_default();
        Self { name, synonyms, ranks, place, letters, longest }
    }

    /// Returns the accepted header texts, best first: lower-case words, one space apart.
    pub fn synonyms(&self) -> &[String] {
        &self.synonyms
    }

    /// Returns the column with more accepted header texts behind its own.
    pub(crate) fn with(&self, more: impl IntoIterator<Item = String>) -> Self {
        let synonyms = self.synonyms.iter().cloned().chain(more).collect();
        Self::new(self.name.clone(), synonyms, self.place)
    }

    /// Returns the column whose header may also stand under the header of another one.
    ///
    /// An example is «Сумма» over «приход».
    pub(crate) fn under(&self, over: &Self) -> Self {
        let joined = |over: &String| {
            let over = over.clone();
            self.synonyms.iter().map(move |under| format!("{over} {under}"))
        };
        self.with(over.synonyms.iter().flat_map(joined))
    }
}

/// Criteria by which a table is recognized.
pub struct Wanted<'a> {
    /// Its columns.
    ///
    /// The first one is the key of a row.
    pub columns: &'a [&'a Column],
    /// Returns true if a text is a value of the first column.
    pub is_key: &'a dyn Fn(&str) -> bool,
}

/// Currency words that a header cell may add to a label.
pub const CURRENCY: [&str; 4] = ["руб", "р", "rub", "рублей"];

/// The text of a header cell, normalized once for all columns.
#[derive(Debug, Clone)]
pub struct Label {
    bare: String,
    /// The header with its sign, if it differs.
    signed: Option<String>,
    /// The name and the remark in brackets, if it has one.
    explained: Option<(String, String)>,
}

/// Returns the header cell of each column, or `None` unless each column has a cell of its own.
pub fn places(labels: &[Option<Label>], columns: &[&Column]) -> Option<Vec<usize>> {
    let places: Vec<usize> = columns.iter().map(|column| place(labels, column)).collect::<Option<_>>()?;
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() == places.len()).then_some(places)
}

/// Returns the index of the header cell that names a column, if that is certain.
pub fn place(labels: &[Option<Label>], column: &Column) -> Option<usize> {
    let ranked =
        labels.iter().enumerate().filter_map(|(at, label)| Some((label.as_ref()?.rank(column)?, at)));
    let ranked: Vec<(usize, usize)> = ranked.collect();
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
    Label::of(label)?.rank(column)
}

/// Returns the label of each header cell.
pub fn labels<'t>(header: impl IntoIterator<Item = &'t str>) -> Vec<Option<Label>> {
    header.into_iter().map(Label::of).collect()
}

impl Label {
    /// Returns the label; `None` for a text too long for one.
    pub fn of(text: &str) -> Option<Self> {
        let said = said(text)?;
        let bare = without_currency(&said);
        let signed = Some(with_sign(text, said)).filter(|signed| *signed != bare);
        Some(Self { bare, signed, explained: explained(text) })
    }

    /// Returns the rank of the synonym that the label consists of; 0 is the best.
    pub fn rank(&self, column: &Column) -> Option<usize> {
        spend(1);
        let said = [Some(&self.bare), self.signed.as_ref()];
        let named = said.into_iter().flatten().filter_map(|said| rank_of(said, column)).min();
        named.or_else(|| {
            let (name, remark) = self.explained.as_ref()?;
            Some(rank_of(name, column)?.min(rank_of(remark, column)?))
        })
    }

    /// Returns true if the label names one of the columns.
    pub fn names_any(&self, columns: &[&Column]) -> bool {
        columns.iter().any(|column| self.rank(column).is_some())
    }
}

/// Splits a header cell that explains one synonym by another in brackets.
///
/// An example is «Расчётный период (месяц)».
fn explained(label: &str) -> Option<(String, String)> {
    let (name, remark) = label.trim_end().strip_suffix(')')?.split_once('(')?;
    Some((bare(name)?, bare(remark)?))
}

/// Returns the rank of the synonym that is equal to a bare label.
pub fn rank_of(bare: &str, column: &Column) -> Option<usize> {
    if bare.len() > column.longest || !may_name(bare, column) {
        return None;
    }
    spend(CALL);
    column.ranks.get(bare).copied()
}

/// Returns false if no synonym of the column begins with the first letter of a text.
fn may_name(bare: &str, column: &Column) -> bool {
    column.letters & letter_bit(bare) != 0
}

/// Returns a header for comparison: normalized, with the sign that it begins with.
///
/// Of «+ руб» and «- руб» only the signs differ.
pub fn header(text: &str) -> String {
    with_sign(text, normalize(text))
}

/// Returns the normalized words of a text, behind the sign that it begins with.
///
/// With a sign they are without a currency, and unchanged without one.
fn with_sign(text: &str, said: String) -> String {
    let sign = match text.trim_start().chars().next() {
        Some('+') => "+",
        Some('-' | '−' | '–') => "-",
        _ => return said,
    };
    format!("{sign} {}", without_currency(&said)).trim_end().to_owned()
}

/// Returns the normalized words of a label without a currency.
///
/// `None` for a text too long for a label.
pub fn bare(label: &str) -> Option<String> {
    said(label).map(|said| without_currency(&said))
}

/// Returns the normalized words of a label; `None` for a text too long for one.
fn said(label: &str) -> Option<String> {
    const LONGEST: usize = 200;
    (label.len() <= LONGEST).then(|| normalize(label))
}

fn without_currency(said: &str) -> String {
    let mut bare = String::with_capacity(said.len());
    for word in said.split(' ') {
        push_unless_currency(&mut bare, word);
    }
    bare
}

fn push_unless_currency(bare: &mut String, word: &str) {
    if !CURRENCY.contains(&word) {
        bare.extend((!bare.is_empty()).then_some(' '));
        bare.push_str(word);
    }
}

/// Splits a text into the label that it begins with and the rest.
pub fn split_label<'t>(text: &'t str, columns: &[&Column]) -> Option<(&'t str, &'t str)> {
    const LONGEST_LABEL: usize = 5;
    let mut words = words_with_ends(text).peekable();
    let (first, _) = words.peek()?;
    if !columns.iter().any(|column| may_name(first, column)) && !CURRENCY.contains(&first.as_str()) {
        return None;
    }
    let mut bare = String::new();
    let mut label = None;
    for (word, end) in words.take(LONGEST_LABEL) {
        push_unless_currency(&mut bare, &word);
        if columns.iter().any(|column| rank_of(&bare, column).is_some()) {
            label = Some(text.split_at(end));
        }
    }
    label.map(|(label, rest)| (label, rest.trim_start_matches([':', ' ', '.'])))
}

/// Returns the words of a text, case-folded, each with its end.
///
/// Numerals and fractions are words too.
fn words_with_ends(text: &str) -> impl Iterator<Item = (String, usize)> + '_ {
    let is_part = |c: char| is_letter(c) || (c.is_numeric() && !is_mark(c));
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + text[end..].find(is_part)?;
        end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |length| start + length);
        Some((fold_case(&text[start..end]), end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_explain_its_name_by_another_one() {
        let synonyms = ["месяц", "расчетный период"].map(str::to_owned).to_vec();
        let month = Column::new("Месяц".to_owned(), synonyms, Place::Only);
        assert_eq!(rank("Расчётный период (месяц)", &month), Some(0));
        assert_eq!(rank("Расчётный период (ТВ)", &month), None);
        assert_eq!(rank("Период (месяц)", &month), None);
    }
}
