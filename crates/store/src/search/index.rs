//! The index of a search: for each month, its transactions packed into one value.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use integer_encoding::VarInt;
use kabinet_domain::{Month, Transaction, category_by_words, description_key, search_words};
use rusqlite::{Connection, OptionalExtension, params};

use crate::AccountId;
use crate::sql_types::{Kopecks, TextColumn};

/// The part of a transaction that a search reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexRow {
    /// The day, counted from the first day of the year 1, which is 1.
    pub day: i32,
    /// The number of the description within the account.
    pub description: u32,
    /// The amount.
    pub kopecks: i64,
}

/// The size of the smallest packed row in bytes.
const SMALLEST: usize = 3;

/// The size of the biggest number in bytes.
const BIGGEST: usize = 10;

impl IndexRow {
    /// Returns the date; `None` if the index is damaged.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.day)
    }

    /// Returns true if the row may be the transaction's; only the description is not compared.
    pub fn is_of(self, transaction: &Transaction) -> bool {
        let kopecks = Kopecks(transaction.amount).whole();
        self.date() == Some(transaction.date) && kopecks.is_ok_and(|kopecks| kopecks == self.kopecks)
    }
}

/// Packs the rows of a month.
///
/// Each row is three numbers of variable length: the days since the row before it, the number of the
/// description and the kopecks. A search reads every row, and few bytes are quick to decrypt.
pub fn pack(rows: &[IndexRow]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * SMALLEST);
    let mut before = 0;
    for row in rows {
        write(&mut bytes, i64::from(row.day) - before);
        write(&mut bytes, u64::from(row.description));
        write(&mut bytes, row.kopecks);
        before = i64::from(row.day);
    }
    bytes
}

/// Unpacks the rows of a month; `None` if the index is damaged.
pub fn unpack(mut bytes: &[u8]) -> Option<Vec<IndexRow>> {
    let mut rows = Vec::with_capacity(bytes.len() / SMALLEST);
    let mut day = 0_i32;
    while !bytes.is_empty() {
        day = day.checked_add(i32::try_from(read::<i64>(&mut bytes)?).ok()?)?;
        let description = u32::try_from(read::<u64>(&mut bytes)?).ok()?;
        rows.push(IndexRow { day, description, kopecks: read(&mut bytes)? });
    }
    Some(rows)
}

fn write(bytes: &mut Vec<u8>, number: impl VarInt) {
    let mut buffer = [0; BIGGEST];
    let size = number.encode_var(&mut buffer);
    bytes.extend_from_slice(&buffer[..size]);
}

fn read<T: VarInt>(bytes: &mut &[u8]) -> Option<T> {
    let (number, size) = T::decode_var(bytes)?;
    *bytes = &bytes[size..];
    Some(number)
}

/// Replaces the index of a month by that of another version.
pub fn replace_month(
    connection: &Connection,
    account: AccountId,
    month: Month,
    statement: i64,
    transactions: &[Transaction],
) -> rusqlite::Result<()> {
    let rows = pack(&index_rows(connection, account, transactions)?);
    connection
        .prepare_cached("DELETE FROM search_index WHERE account = ?1 AND month = ?2")?
        .execute(params![account, TextColumn(month)])?;
    connection
        .prepare_cached("INSERT INTO search_index (statement, account, month, rows) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![statement, account, TextColumn(month), rows])?;
    Ok(())
}

fn index_rows(
    connection: &Connection,
    account: AccountId,
    transactions: &[Transaction],
) -> rusqlite::Result<Vec<IndexRow>> {
    let mut numbers = HashMap::new();
    let row = |transaction: &Transaction| {
        let text = transaction.description.as_str();
        let description = match numbers.get(text) {
            Some(number) => *number,
            None => {
                let number = description_number(connection, account, text)?;
                numbers.insert(text.to_owned(), number);
                number
            }
        };
        let kopecks = Kopecks(transaction.amount).whole()?;
        Ok(IndexRow { day: transaction.date.num_days_from_ce(), description, kopecks })
    };
    transactions.iter().map(row).collect()
}

/// Returns the number of a description, which is inserted with the next number if it is new.
fn description_number(connection: &Connection, account: AccountId, text: &str) -> rusqlite::Result<u32> {
    let stored = connection
        .prepare_cached("SELECT number FROM description WHERE account = ?1 AND text = ?2")?
        .query_row(params![account, text], |row| row.get(0))
        .optional()?;
    stored.map_or_else(|| insert_description(connection, account, text), Ok)
}

fn insert_description(connection: &Connection, account: AccountId, text: &str) -> rusqlite::Result<u32> {
    let [payment, charge] = [true, false].map(|is_payment| category_by_words(text, is_payment).name());
    connection
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
        )
}
