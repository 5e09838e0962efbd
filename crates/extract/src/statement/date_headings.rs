//! Days that stand as headings over transactions, whose rows show the time alone.

use chrono::NaiveDate;

use crate::statement::transaction_row::{TransactionRow, time_alone};
use crate::text::date;

/// Gives the rows with a time alone the day of the heading above them and removes the headings.
pub fn apply(rows: &mut Vec<TransactionRow>, context: NaiveDate) {
    let is_timed = |row: &TransactionRow| time_alone(&row.date).is_some();
    if !rows.iter().any(is_timed) {
        return;
    }
    let mut day: Option<NaiveDate> = None;
    rows.retain_mut(|row| {
        if row.source.is_one_cell() {
            day = date::whole(&row.date, context).map(|moment| moment.date);
            return day.is_none();
        }
        row.heading = day.filter(|_| is_timed(row));
        true
    });
}
