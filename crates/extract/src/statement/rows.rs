//! Rows of data, distinguished from totals, headings and remarks.

use crate::error::{Missing, Problem};
use crate::table::{Cell, Column, Row};
use crate::text::amount;
use crate::text::normalize::{normalize, words};

/// Returns true for a row of data, false for one that shows nothing of its own.
///
/// `has_key` says that its first cell is a day or a month, as `is_key` tells of a text.
///
/// # Errors
/// The row, if it looks like data and has no such cell.
pub(crate) fn is_data(
    row: &Row,
    has_key: bool,
    key: &Column,
    is_key: &dyn Fn(&str) -> bool,
    columns: &[&Column],
) -> Result<bool, Vec<Missing>> {
    let is_remark = || {
        row.is_non_data()
            || repeats_header(row, columns)
            || row.is_annotation(1)
            || (row.ends_as_total() && !keys(row).any(is_key))
    };
    match has_key {
        true => Ok(true),
        false if is_remark() => Ok(false),
        false => Err(vec![unread(key, &row.text())]),
    }
}

/// Checks that no row with another number of cells looks like data.
///
/// # Errors
/// The first row that does.
pub(crate) fn check_irregular(
    irregular: &[Row],
    key: &Column,
    is_key: &dyn Fn(&str) -> bool,
) -> Result<(), Vec<Missing>> {
    match irregular_data(irregular, is_key).next() {
        Some(row) => Err(vec![unread(key, &row.text())]),
        None => Ok(()),
    }
}

/// Returns the rows with another number of cells that look like data.
pub(crate) fn irregular_data<'r>(
    irregular: &'r [Row],
    is_key: &'r dyn Fn(&str) -> bool,
) -> impl Iterator<Item = &'r Row> {
    irregular.iter().filter(|row| is_attempt(row, is_key))
}

/// Returns true if a row begins with a date or shows sums, and is no total.
fn is_attempt(row: &Row, is_key: &dyn Fn(&str) -> bool) -> bool {
    let is_sum =
        |cell: &&Cell| amount::whole(&cell.text).is_some_and(|amount| amount.has_currency_or_decimals);
    let is_dated = keys(row).any(is_key);
    let has_sums = row.cells.iter().filter(is_sum).count() > 1;
    let is_odd = row.cells.len() > 1 && !row.is_non_data();
    (is_dated && has_sums) || (is_odd && (is_dated || has_sums))
}

/// Returns the beginnings of a row's cells, as long as a date or a month may be.
pub(crate) fn keys(row: &Row) -> impl Iterator<Item = &str> {
    const LONGEST_KEY: usize = 5;
    row.cells.iter().flat_map(|cell| {
        let ends = words(&cell.text).into_iter().take(LONGEST_KEY).map(|word| word.end);
        ends.map(|end| &cell.text[..end])
    })
}

fn repeats_header(row: &Row, columns: &[&Column]) -> bool {
    columns.len() == row.texts.len()
        && columns.iter().zip(&row.texts).all(|(column, text)| column.synonyms().contains(&normalize(text)))
}

/// Returns the error for a text that is not a value of the column's kind.
pub(crate) fn unread(column: &Column, text: &str) -> Missing {
    Missing { label: column.name.clone(), problem: Problem::NotRead(text.to_owned()) }
}
