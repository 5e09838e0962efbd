//! Copying the rows of one database into another.
//!
//! The schema is this release's own and is never copied, so that nothing but values leaves a file
//! that may be hostile, and every constraint holds in the copy.

use std::path::Path;

use rusqlite::{Connection, Transaction, params_from_iter};

use super::connection::{Access, connect_to_new};
use super::{MIGRATIONS, Store, migrate, undamaged};
use crate::StoreError;

/// The table of the accounts.
const ACCOUNTS: &str = "account";

/// The tables of the choices of the customer, which no refresh brings back.
///
/// Tables that belong together are in one group, each after those that it refers to.
const CHOICES: [&[&str]; 2] = [&["category_override"], &["reminder_rules", "reminder_day"]];

/// The table in which SQLite notes the highest ids, so that none is given again.
const HIGHEST_IDS: &str = "sqlite_sequence";

/// Copies every row into a new file, and checks the copy.
pub(super) fn copy_to_new(from: &Connection, new: &Path, access: Access<'_>) -> Result<(), StoreError> {
    let mut to = connect_to_new(new, access)?;
    migrate(&mut to)?;
    let writing = to.transaction()?;
    copy_all(from, &writing)?;
    writing.commit()?;
    Store::alone(to).check()
}

/// Copies every row.
fn copy_all(from: &Connection, to: &Transaction<'_>) -> Result<(), StoreError> {
    for table in tables(to)? {
        copy_table(from, to, &table)?;
    }
    to.execute(&format!("DELETE FROM {HIGHEST_IDS}"), [])?;
    copy_table(from, to, HIGHEST_IDS)
}

/// Copies the accounts and the choices of the customer that can be read, and counts the accounts.
///
/// Accounts are added, and choices replace those in the new database.
/// Tables with damage in them are left as they are. Each group is read through a connection of its own,
/// because SQLCipher reads nothing more after damage.
pub(super) fn salvage(
    connect: impl Fn() -> Result<Connection, StoreError>,
    to: &mut Connection,
) -> Result<usize, StoreError> {
    attempt(to, |to| copy_rows(&connect()?, to, ACCOUNTS, "INSERT OR IGNORE"))?;
    for tables in CHOICES {
        attempt(to, |to| replace_tables(&connect()?, to, tables))?;
    }
    Ok(to.query_row("SELECT count(*) FROM account", [], |row| row.get(0))?)
}

/// Does a part of the work, or none of it where damage is in the way.
fn attempt(
    to: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let transaction = to.transaction()?;
    match work(&transaction) {
        Ok(()) => Ok(transaction.commit()?),
        Err(error @ (StoreError::DiskFull | StoreError::Busy)) => Err(error),
        Err(_) => Ok(transaction.rollback()?),
    }
}

fn replace_tables(from: &Connection, to: &Connection, tables: &[&str]) -> Result<(), StoreError> {
    for table in tables.iter().rev() {
        to.execute(&format!("DELETE FROM {table}"), [])?;
    }
    tables.iter().try_for_each(|table| copy_table(from, to, table))
}

/// Returns true if a database has the schema that its version has in this release.
pub(super) fn has_own_schema(connection: &Connection, version: usize) -> Result<bool, StoreError> {
    let own = Connection::open_in_memory()?;
    for migration in &MIGRATIONS[..version] {
        own.execute_batch(migration)?;
    }
    Ok(schema(connection)? == schema(&own)?)
}

/// Returns every table, each after those that it refers to.
fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut query = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )?;
    query.query_map([], |row| row.get(0))?.collect()
}

fn schema(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut query = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema
         WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name",
    )?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
}

fn copy_table(from: &Connection, to: &Connection, table: &str) -> Result<(), StoreError> {
    copy_rows(from, to, table, "INSERT")
}

fn copy_rows(from: &Connection, to: &Connection, table: &str, insert: &str) -> Result<(), StoreError> {
    let mut query = from.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = query.column_count();
    let places = vec!["?"; columns].join(", ");
    let mut insert = to.prepare(&format!("{insert} INTO {table} VALUES ({places})"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let values = (0..columns).map(|column| row.get_ref(column)).collect::<Result<Vec<_>, _>>()?;
        insert.execute(params_from_iter(values.into_iter().map(rusqlite::types::ToSqlOutput::Borrowed)))?;
    }
    Ok(undamaged(from)?)
}
