//! Rows that may be transactions and are not read as such.
//!
//! They do not count if the month adds up without them. A month that does not add up and has any is
//! refused.

use crate::error::Missing;
use crate::statement::columns::TransactionColumns;
use crate::statement::rows::unread;
use crate::statement::transaction_row::{TransactionRow, TransactionTable};
use crate::table;
use crate::table::{Grids, Row, Wanted};

/// Returns the dated rows of tables whose headers name most of the columns but not all.
pub fn beside(grids: &Grids<'_>, wanted: &Wanted<'_>) -> Vec<Missing> {
    let is_dated = |row: &Row| row.cells.iter().any(|cell| (wanted.is_key)(&cell.text));
    let rows = table::nearly(grids, wanted).into_iter().filter(is_dated);
    rows.filter_map(|row| Some(unread(wanted.columns.first()?, &row.text()))).collect()
}

/// Takes annotations and transactions that are not booked yet out of a table.
pub fn take(
    table: &mut TransactionTable,
    columns: &TransactionColumns,
    is_dated: impl Fn(&TransactionRow) -> bool,
) -> Vec<Missing> {
    let is_skipped = |row: &TransactionRow| {
        is_dated(row) && (row.is_annotation() || row.is_unbooked()) && !row.source.is_non_data()
    };
    let (skipped, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut table.rows).into_iter().partition(is_skipped);
    table.rows = kept;
    skipped.iter().map(|row| unread(&columns.amount.single, &row.source.text())).collect()
}
