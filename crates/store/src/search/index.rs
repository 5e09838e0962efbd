use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use kabinet_domain::{Month, Transaction, category_by_words, wording, words_of};
use rusqlite::{Connection, OptionalExtension, params};

use crate::sql_types::{Kopecks, Text};
use crate::{AccountId, statement};

/// What a search looks at of one operation. In the index it is [`Line::SIZE`] bytes, the numbers
/// little-endian in the order of the fields.
#[derive(Clone, Copy)]
pub struct Line {
    /// The day, counted from the first of the year 1.
    pub day: i32,
    /// The number of its operation.
    pub operation: u32,
    /// The amount.
    pub kopecks: i64,
}

impl Line {
    pub const SIZE: usize = 16;

    pub fn day_of(date: NaiveDate) -> i32 {
        date.num_days_from_ce()
    }

    /// Returns the date; `None` if the index is damaged.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.day)
    }

    pub fn read(bytes: &[u8; Self::SIZE]) -> Self {
        let [d0, d1, d2, d3, w0, w1, w2, w3, kopecks @ ..] = *bytes;
        Self {
            day: i32::from_le_bytes([d0, d1, d2, d3]),
            operation: u32::from_le_bytes([w0, w1, w2, w3]),
            kopecks: i64::from_le_bytes(kopecks),
        }
    }

    fn write(self, lines: &mut Vec<u8>) {
        lines.extend(self.day.to_le_bytes());
        lines.extend(self.operation.to_le_bytes());
        lines.extend(self.kopecks.to_le_bytes());
    }
}

/// Indexes a version of a month in place of an earlier one.
pub fn put(
    connection: &Connection,
    account: AccountId,
    month: Month,
    statement: i64,
    entries: &[Transaction],
) -> rusqlite::Result<()> {
    let lines = lines(connection, account, entries)?;
    connection
        .prepare_cached("DELETE FROM month_index WHERE account = ?1 AND month = ?2")?
        .execute(params![account, Text(month)])?;
    connection
        .prepare_cached("INSERT INTO month_index (statement, account, month, lines) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![statement, account, Text(month), lines])?;
    Ok(())
}

/// Indexes every month anew: what was written before there was an index, or by other rules.
pub fn rebuild(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DELETE FROM month_index; DELETE FROM operation;")?;
    let mut newest = connection.prepare(
        "SELECT account, month, id, max(version) AS version FROM statement
         WHERE NOT is_held_back GROUP BY account, month",
    )?;
    let mut rows = newest.query([])?;
    while let Some(row) = rows.next()? {
        let (Text(month), statement) = (row.get("month")?, row.get("id")?);
        put(connection, row.get("account")?, month, statement, &statement::entries(connection, statement)?)?;
    }
    Ok(())
}

fn lines(connection: &Connection, account: AccountId, entries: &[Transaction]) -> rusqlite::Result<Vec<u8>> {
    let mut known = HashMap::new();
    let mut lines = Vec::with_capacity(entries.len() * Line::SIZE);
    for entry in entries {
        let text = entry.description.as_str();
        let operation = match known.get(text) {
            Some(number) => *number,
            None => *known.entry(text).or_insert(operation(connection, account, text)?),
        };
        let kopecks = Kopecks(entry.amount).whole()?;
        Line { day: Line::day_of(entry.date), operation, kopecks }.write(&mut lines);
    }
    Ok(lines)
}

/// The number of an operation, which is the next one if it is new.
fn operation(connection: &Connection, account: AccountId, text: &str) -> rusqlite::Result<u32> {
    let known = connection
        .prepare_cached("SELECT number FROM operation WHERE account = ?1 AND text = ?2")?
        .query_row(params![account, text], |row| row.get(0))
        .optional()?;
    let [paid, charged] = [true, false].map(|pays_in| category_by_words(text, pays_in).name());
    match known {
        Some(number) => Ok(number),
        None => connection
            .prepare_cached(
                "INSERT INTO operation (account, number, words, wording, kind_paid, kind_charged, text)
                 SELECT ?1, coalesce(max(number) + 1, 0), ?2, ?3, ?4, ?5, ?6
                 FROM operation WHERE account = ?1
                 RETURNING number",
            )?
            .query_row(params![account, words_of(text), wording(text), paid, charged, text], |row| {
                row.get(0)
            }),
    }
}
