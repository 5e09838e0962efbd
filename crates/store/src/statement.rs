//! Months of an account, each in the versions in which it was read.

mod doubt;
pub(crate) mod history;

use chrono::{DateTime, Utc};
use kabinet_domain::{Month, MonthStatement, MonthTotals, Transaction, count_new};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::search::index;
use crate::sql_types;
use crate::sql_types::{Kopecks, Text};
use crate::{AccountId, Observed, Store, StoreError};

pub use crate::statement::doubt::UnreadMonth;

/// One version of a month, without its operations.
pub(crate) struct Version {
    id: i64,
    number: u32,
    totals: Observed<MonthTotals>,
}

/// The version number of a reading that is held back; others count from 1.
const HELD_BACK_VERSION: u32 = 0;

const NEWEST_VERSIONS: &str = "
    SELECT *, max(version) FROM statement
    WHERE account = ?1 AND NOT is_held_back
    GROUP BY month ORDER BY month DESC";

const VERSIONS_OF_MONTH: &str = "
    SELECT * FROM statement
    WHERE account = ?1 AND month = ?2 AND NOT is_held_back
    ORDER BY version DESC";

impl Store {
    /// The figures of every month that was ever read, as they were last read; newest month first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn months(&self, id: AccountId) -> Result<Vec<Observed<MonthTotals>>, StoreError> {
        let newest = versions(&self.connection, NEWEST_VERSIONS, [id])?;
        Ok(newest.into_iter().map(|version| version.totals).collect())
    }

    /// One month, or every month, as last read; newest month first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn statements(&self, id: AccountId, month: Option<Month>) -> Result<Vec<MonthStatement>, StoreError> {
        let newest = match month {
            Some(month) => newest_version(&self.connection, id, month)?.into_iter().collect(),
            None => versions(&self.connection, NEWEST_VERSIONS, [id])?,
        };
        newest.into_iter().map(|version| Ok(version.statement(&self.connection)?)).collect()
    }

    /// The nearest months that are kept before and after a month.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn neighbours(&self, id: AccountId, month: Month) -> Result<[Option<Month>; 2], StoreError> {
        let nearest = |sql| -> rusqlite::Result<Option<Month>> {
            let mut query = self.connection.prepare_cached(sql)?;
            let month: Option<Text<Month>> = query.query_row(params![id, Text(month)], |row| row.get(0))?;
            Ok(month.map(|Text(month)| month))
        };
        let before = nearest(
            "SELECT max(month) FROM statement WHERE account = ?1 AND month < ?2 AND NOT is_held_back",
        )?;
        let after = nearest(
            "SELECT min(month) FROM statement WHERE account = ?1 AND month > ?2 AND NOT is_held_back",
        )?;
        Ok([before, after])
    }

    /// What a month was before it changed; the latest of it first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn earlier_versions(
        &self,
        id: AccountId,
        month: Month,
    ) -> Result<Vec<Observed<MonthStatement>>, StoreError> {
        versions(&self.connection, VERSIONS_OF_MONTH, params![id, Text(month)])?
            .into_iter()
            .skip(1)
            .map(|version| Ok(version.kept(&self.connection)?))
            .collect()
    }

    /// Keeps a month, and tells how many operations it has that it had not before. One that is as
    /// it was only gets the new time; one that changed gets a new version, and the earlier ones
    /// stay.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Damaged`], [`StoreError::Busy`],
    /// [`StoreError::DiskFull`] and [`StoreError::Sqlite`].
    pub fn record_month(
        &mut self,
        id: AccountId,
        statement: &MonthStatement,
        read_at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        let transaction = self.write()?;
        doubt::clear(&transaction, id, statement.totals.month)?;
        let new_entries = match newest_version(&transaction, id, statement.totals.month)? {
            None => {
                insert(&transaction, id, 1, statement, read_at)?;
                statement.transactions.len()
            }
            Some(version) => {
                let before = version.statement(&transaction)?;
                if before == *statement {
                    touch(&transaction, version.id, read_at)?;
                } else {
                    insert(&transaction, id, version.number + 1, statement, read_at)?;
                }
                count_new(Some(&before), statement)
            }
        };
        transaction.commit()?;
        Ok(new_entries)
    }
}

impl Version {
    /// With its operations, and the time when it was last read so.
    pub(crate) fn kept(&self, connection: &Connection) -> rusqlite::Result<Observed<MonthStatement>> {
        Ok(Observed { read_at: self.totals.read_at, value: self.statement(connection)? })
    }

    fn statement(&self, connection: &Connection) -> rusqlite::Result<MonthStatement> {
        Ok(MonthStatement { totals: self.totals.value, transactions: entries(connection, self.id)? })
    }
}

fn newest_version(
    connection: &Connection,
    account: AccountId,
    month: Month,
) -> rusqlite::Result<Option<Version>> {
    connection.prepare_cached(VERSIONS_OF_MONTH)?.query_row(params![account, Text(month)], version).optional()
}

pub(crate) fn versions(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> rusqlite::Result<Vec<Version>> {
    connection.prepare_cached(sql)?.query_map(params, version)?.collect()
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    let value = MonthTotals {
        month: sql_types::text(row, "month")?,
        opening_balance: sql_types::money(row, "opening")?,
        paid: sql_types::money(row, "paid")?,
        charged: sql_types::money(row, "charged")?,
        closing_balance: sql_types::money(row, "closing")?,
    };
    let totals = Observed { value, read_at: row.get("read_at")? };
    Ok(Version { id: row.get("id")?, number: row.get("version")?, totals })
}

pub(crate) fn entries(connection: &Connection, statement: i64) -> rusqlite::Result<Vec<Transaction>> {
    connection
        .prepare_cached(
            "SELECT date, time, operation, opening, amount, closing FROM entry
             WHERE statement = ?1 ORDER BY position",
        )?
        .query_map([statement], entry)?
        .collect()
}

pub(crate) fn entry_at(
    connection: &Connection,
    statement: i64,
    position: usize,
) -> rusqlite::Result<Option<Transaction>> {
    connection
        .prepare_cached(
            "SELECT date, time, operation, opening, amount, closing FROM entry
             WHERE statement = ?1 AND position = ?2",
        )?
        .query_row(params![statement, position], entry)
        .optional()
}

/// By the columns' numbers: looking for their names takes as long as reading them.
fn entry(row: &Row<'_>) -> rusqlite::Result<Transaction> {
    Ok(Transaction {
        date: sql_types::day(row, 0)?,
        time: row.get(1)?,
        description: row.get(2)?,
        balance_before: sql_types::money_if_shown(row, 3)?,
        amount: sql_types::money(row, 4)?,
        balance_after: sql_types::money_if_shown(row, 5)?,
    })
}

fn touch(connection: &Connection, statement: i64, read_at: DateTime<Utc>) -> rusqlite::Result<usize> {
    connection.execute("UPDATE statement SET read_at = ?2 WHERE id = ?1", params![statement, read_at])
}

fn insert(
    connection: &Connection,
    account: AccountId,
    version: u32,
    statement: &MonthStatement,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let id = insert_version(connection, account, version, statement, read_at)?;
    index::put(connection, account, statement.totals.month, id, &statement.transactions)
}

/// Inserts a version that no search finds yet, and returns its id.
fn insert_version(
    connection: &Connection,
    account: AccountId,
    version: u32,
    statement: &MonthStatement,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<i64> {
    let totals = &statement.totals;
    let id = connection.query_row(
        "INSERT INTO statement (account, month, version, opening, paid, charged, closing, read_at,
                                first_read_at, is_held_back)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9)
         RETURNING id",
        params![
            account,
            Text(totals.month),
            version,
            Kopecks(totals.opening_balance),
            Kopecks(totals.paid),
            Kopecks(totals.charged),
            Kopecks(totals.closing_balance),
            read_at,
            version == HELD_BACK_VERSION,
        ],
        |row| row.get("id"),
    )?;
    insert_entries(connection, id, &statement.transactions)?;
    Ok(id)
}

fn insert_entries(connection: &Connection, statement: i64, entries: &[Transaction]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO entry (statement, position, date, time, operation, opening, amount, closing)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, entry) in entries.iter().enumerate() {
        insert.execute(params![
            statement,
            position,
            entry.date,
            entry.time,
            entry.description,
            entry.balance_before.map(Kopecks),
            Kopecks(entry.amount),
            entry.balance_after.map(Kopecks),
        ])?;
    }
    Ok(())
}
