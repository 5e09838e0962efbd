//! Rows that may be operations and are not read as such. They are none if without them the month adds
//! up; nothing is read of a month that does not and has any.

use super::{Document, EntryColumns, Missing, unread};
use crate::page::amounts;
use crate::page::tables::{self, Row, Table, Wanted};

/// Dated rows of tables whose headers name most of the columns, beside those that name all.
pub fn beside(document: &Document, wanted: &Wanted<'_>) -> Vec<Missing> {
    let is_dated = |row: &Row| row.cells.iter().any(|cell| (wanted.is_key)(&cell.text));
    let rows = tables::nearly(document, wanted).into_iter().filter(is_dated);
    rows.map(|row| unread(&wanted.columns[0], &row.text())).collect()
}

/// Takes the rows out of a table that show a day and no figures or say that there is no balance: notes,
/// and operations that are not booked yet.
pub fn take(table: &mut Table, columns: &EntryColumns, is_key: &dyn Fn(&str) -> bool) -> Vec<Missing> {
    let is_taken =
        |row: &Row| is_key(&row.texts[0]) && !row.is_pseudo() && (row.is_note(3) || is_unbooked(row));
    let (taken, kept) = std::mem::take(&mut table.rows).into_iter().partition(is_taken);
    table.rows = kept;
    let taken: Vec<Row> = taken;
    taken.iter().map(|row| unread(&columns[3], &row.text())).collect()
}

/// Whether no balance is shown where others are, or nothing at all.
fn is_unbooked(row: &Row) -> bool {
    let says_none = |at: &usize| row.texts[*at].is_empty() || amounts::says_none(&row.texts[*at]);
    let is_told = [2, 4].iter().any(|at| amounts::says_none(&row.texts[*at]));
    [2, 4].iter().all(says_none) && (is_told || says_none(&3))
}
