//! The index of a search: for each month, its transactions packed into one value.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use kabinet_domain::{Month, Transaction, category_by_words, description_key, search_words};
use rusqlite::{Connection, OptionalExtension, params};

use crate::AccountId;
use crate::sql_types::{Kopecks, TextColumn};

/// The part of a transaction that a search reads.
///
/// It is packed into [`IndexRow::SIZE`] bytes: the fields in their order, little-endian.
#[derive(Clone, Copy)]
pub struct IndexRow {
    /// The day, counted from the first day of the year 1, which is 1.
    pub day: i32,
    /// The number of the description within the account.
    pub description: u32,
    /// The amount.
    pub kopecks: i64,
}

impl IndexRow {
    /// The size of a packed row in bytes.
    pub const SIZE: usize = 16;

    /// Returns the date; `None` if the index is damaged.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.day)
    }

    /// Unpacks a row.
    pub fn from_bytes(bytes: &[u8; Self::SIZE]) -> Self {
        let [d0, d1, d2, d3, n0, n1, n2, n3, kopecks @ ..] = *bytes;
        Self {
            day: i32::from_le_bytes([d0, d1, d2, d3]),
            description: u32::from_le_bytes([n0, n1, n2, n3]),
            kopecks: i64::from_le_bytes(kopecks),
        }
    }

    fn write(self, rows: &mut Vec<u8>) {
        rows.extend(self.day.to_le_bytes());
        rows.extend(self.description.to_le_bytes());
        rows.extend(self.kopecks.to_le_bytes());
    }
}

/// Replaces the index of a month by that of another version.
pub fn replace_month(
    connection: &Connection,
    account: AccountId,
    month: Month,
    statement: i64,
    transactions: &[Transaction],
) -> rusqlite::Result<()> {
    let rows = pack(connection, account, transactions)?;
    connection
        .prepare_cached("DELETE FROM search_index WHERE account = ?1 AND month = ?2")?
        .execute(params![account, TextColumn(month)])?;
    connection
        .prepare_cached("INSERT INTO search_index (statement, account, month, rows) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![statement, account, TextColumn(month), rows])?;
    Ok(())
}

fn pack(
    connection: &Connection,
    account: AccountId,
    transactions: &[Transaction],
) -> rusqlite::Result<Vec<u8>> {
    let mut numbers = HashMap::new();
    let mut rows = Vec::with_capacity(transactions.len() * IndexRow::SIZE);
    for transaction in transactions {
        let text = transaction.description.as_str();
        let description = match numbers.get(text) {
            Some(number) => *number,
            None => *numbers.entry(text).or_insert(description_number(connection, account, text)?),
        };
        let kopecks = Kopecks(transaction.amount).whole()?;
        IndexRow { day: transaction.date.num_days_from_ce(), description, kopecks }.write(&mut rows);
    }
    Ok(rows)
}

/// Returns the number of a description, which is inserted with the next number if it is new.
fn description_number(connection: &Connection, account: AccountId, text: &str) -> rusqlite::Result<u32> {
    let stored = connection
        .prepare_cached("SELECT number FROM description WHERE account = ?1 AND text = ?2")?
        .query_row(params![account, text], |row| row.get(0))
        .optional()?;
    let [payment, charge] = [true, false].map(|is_payment| category_by_words(text, is_payment).name());
    match stored {
        Some(number) => Ok(number),
        None => connection
            .prepare_cached(
                "INSERT INTO description (account, number, search_words, description_key,
                                          payment_category, charge_category, text)
                 SELECT ?1, coalesce(max(number) + 1, 0), ?2, ?3, ?4, ?5, ?6
                 FROM description WHERE account = ?1
                 RETURNING number",
            )?
            .query_row(
                params![account, search_words(text), description_key(text), payment, charge, text],
                |row| row.get(0),
            ),
    }
}
