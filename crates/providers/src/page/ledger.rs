//! Reading the two tables of a ledger: the list of months, and the operations of one.

use kabinet_domain::Money;

use super::amounts;
use super::dom::Document;
use super::tables::{Cell, Column, Row, Table};
use super::text::{wording, words};
use crate::error::{Missing, Problem};

mod arithmetic;
mod days;
mod feed;
mod halves;
mod months;
mod openers;
mod operations;
mod passed_over;
mod shapes;

pub use months::{DETAILS, MonthLine, months};
pub use operations::{Operations, entries, in_order, of_month, unless_contradicted, unless_cut_off};

/// Columns of the list of months: the month, opening, paid, charged, closing.
pub type MonthColumns = [Column; 5];
/// Columns of the operations: date, operation, opening, amount, closing.
pub type EntryColumns = [Column; 5];

fn unless_doubtful(places: &[usize], columns: &[Column]) -> Result<(), Vec<Missing>> {
    let names = |places: &[usize]| -> Vec<String> {
        places.iter().map(|place| columns[*place].name.to_owned()).collect()
    };
    let doubt = |place: &usize| Missing {
        label: columns[*place].name.to_owned(),
        problem: Problem::Ambiguous(names(places)),
    };
    if places.is_empty() { Ok(()) } else { Err(places.iter().map(doubt).collect()) }
}

/// A table's rows of data. A row that is none, yet looks like one, is not passed over in silence.
fn rows<'t>(
    table: &'t Table,
    columns: &[Column],
    is_key: &dyn Fn(&str) -> bool,
) -> Result<Vec<&'t Row>, Vec<Missing>> {
    let mut rows = Vec::new();
    for row in &table.rows {
        match (row.texts.first().is_some_and(|text| is_key(text)), row.is_pseudo()) {
            (true, _) => rows.push(row),
            (false, true) => {}
            (false, false) if repeats_header(row, columns) || row.is_note(1) => {}
            (false, false) if row.ends_as_total() && !keys(row).any(is_key) => {}
            (false, false) => return Err(vec![unread(&columns[0], &row.text())]),
        }
    }
    match table.odd.iter().find(|row| is_attempt(row, is_key)) {
        Some(odd) => Err(vec![unread(&columns[0], &odd.text())]),
        None => Ok(rows),
    }
}

/// Whether what stands among the rows is one that is not whole: it begins with a date or shows
/// sums, and is no opening balance and no total.
fn is_attempt(row: &Row, is_key: &dyn Fn(&str) -> bool) -> bool {
    let is_sum = |cell: &&Cell| amounts::whole(&cell.text).is_some_and(|amount| amount.sure);
    let is_dated = keys(row).any(is_key);
    let has_sums = row.cells.iter().filter(is_sum).count() > 1;
    let is_odd = row.cells.len() > 1 && !row.is_pseudo();
    (is_dated && has_sums) || (is_odd && (is_dated || has_sums))
}

/// What a row's cells begin with, as far as a date or a month may go.
fn keys(row: &Row) -> impl Iterator<Item = &str> {
    const LONGEST_KEY: usize = 5;
    row.cells.iter().flat_map(|cell| {
        let ends = words(&cell.text).into_iter().take(LONGEST_KEY).map(|word| word.end);
        ends.map(|end| &cell.text[..end])
    })
}

fn repeats_header(row: &Row, columns: &[Column]) -> bool {
    columns.iter().zip(&row.texts).all(|(column, text)| column.synonyms.contains(&wording(text)))
}

fn unread(column: &Column, text: &str) -> Missing {
    Missing { label: column.name.clone(), problem: Problem::NotRead(text.to_owned()) }
}

fn figure(row: &Row, at: usize, columns: &[Column]) -> Result<Money, Vec<Missing>> {
    let amount = amounts::whole(&row.texts[at]).ok_or_else(|| vec![unread(&columns[at], &row.text())])?;
    Ok(amount.money)
}
