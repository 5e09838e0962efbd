//! Days that stand as headings over operations, whose rows have the time alone.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use crate::page::dates;
use crate::page::tables::{Row, Table};
use crate::page::text::pattern;

/// A time of day alone.
pub static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,2}:\d{2}(?::\d{2})?$"));

/// Puts the day of the heading before the times under it, and takes the headings away.
pub fn fill_in(table: &mut Table, context: NaiveDate) {
    let is_timed = |row: &Row| TIME.is_match(&row.texts[0]);
    if !table.rows.iter().any(is_timed) {
        return;
    }
    let mut day: Option<NaiveDate> = None;
    table.rows.retain_mut(|row| {
        if row.is_one_cell() {
            let heading = dates::whole(&row.texts[0], context);
            day = heading.map(|moment| moment.date);
            return day.is_none();
        }
        if let Some(day) = day.filter(|_| is_timed(row)) {
            row.texts[0] = format!("{} {}", day.format("%d.%m.%Y"), row.texts[0]);
        }
        true
    });
}
