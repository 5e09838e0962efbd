//! Months of the ledger, each in the versions in which it was read.

/// Completes a query of versions with the columns in the order in which they are read.
///
/// SQLite takes as long to find a column by its name as to read it.
macro_rules! select_versions {
    ($rest:literal) => {
        concat!(
            "SELECT id, version, month, opening_balance, paid, charged, closing_balance, read_at, is_faultless ",
            $rest
        )
    };
}

mod doubt;
pub(crate) mod history;
mod marks;

use chrono::{DateTime, Utc};
use kabinet_domain::{Month, MonthStatement, MonthTotals, Transaction, count_new, is_faultless};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::search::index;
use crate::sql_types;
use crate::sql_types::{Kopecks, TextColumn};
use crate::{AccountId, Observed, Store, StoreError};

pub use crate::statement::doubt::UnreadMonth;

/// One version of a month, without its transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    id: i64,
    number: u32,
    /// The totals, with the time at which this version was last read.
    pub totals: Observed<MonthTotals>,
    /// True if the audit found nothing in it by itself when it was last read.
    pub is_faultless: bool,
}

/// The version number of a reading that is held back; others count from 1.
const HELD_BACK_VERSION: u32 = 0;

const NEWEST_VERSIONS: &str = select_versions!(
    ", max(version) FROM statement
     WHERE account = ?1 AND NOT is_held_back
     GROUP BY month ORDER BY month DESC"
);

const VERSIONS_OF_MONTH: &str = select_versions!(
    "FROM statement
     WHERE account = ?1 AND month = ?2 AND NOT is_held_back
     ORDER BY version DESC"
);

const NEWEST_BEFORE: &str = select_versions!(
    "FROM statement
     WHERE account = ?1 AND month < ?2 AND NOT is_held_back
     ORDER BY month DESC, version DESC"
);

const NEWEST_AFTER: &str = select_versions!(
    "FROM statement
     WHERE account = ?1 AND month > ?2 AND NOT is_held_back
     ORDER BY month, version DESC"
);

impl Store {
    /// Returns the totals of every month as it was last read, newest month first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn months(&self, id: AccountId) -> Result<Vec<Observed<MonthTotals>>, StoreError> {
        Ok(self.newest_versions(id)?.into_iter().map(|version| version.totals).collect())
    }

    /// Returns the version in which every month was last read, newest month first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn newest_versions(&self, id: AccountId) -> Result<Vec<Version>, StoreError> {
        Ok(versions(&self.connection, NEWEST_VERSIONS, [id])?)
    }

    /// Returns a version with its transactions.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn statement_of(&self, version: &Version) -> Result<MonthStatement, StoreError> {
        self.undamaged(version.statement(&self.connection)?)
    }

    /// Returns the version in which one month was last read; `None` if it is not stored.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn newest_version(&self, id: AccountId, month: Month) -> Result<Option<Version>, StoreError> {
        Ok(newest_version(&self.connection, id, month)?)
    }

    /// Returns one month, or every month with `None`, as last read; newest month first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn statements(&self, id: AccountId, month: Option<Month>) -> Result<Vec<MonthStatement>, StoreError> {
        let newest = match month {
            Some(month) => self.newest_version(id, month)?.into_iter().collect(),
            None => self.newest_versions(id)?,
        };
        let statements = newest.into_iter().map(|version| version.statement(&self.connection));
        self.undamaged(statements.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the newest versions of the nearest stored months before and after a month.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn neighbours(&self, id: AccountId, month: Month) -> Result<[Option<Version>; 2], StoreError> {
        let nearest = |sql| first_version(&self.connection, sql, id, month);
        Ok([nearest(NEWEST_BEFORE)?, nearest(NEWEST_AFTER)?])
    }

    /// Returns the versions of a month before its newest one, the latest first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn previous_versions(
        &self,
        id: AccountId,
        month: Month,
    ) -> Result<Vec<Observed<MonthStatement>>, StoreError> {
        let versions = versions(&self.connection, VERSIONS_OF_MONTH, params![id, TextColumn(month)])?;
        let previous = versions.into_iter().skip(1).map(|version| version.observed(&self.connection));
        self.undamaged(previous.collect::<rusqlite::Result<_>>()?)
    }

    /// Stores a month and returns the number of its transactions that were not stored before.
    ///
    /// An unchanged month only gets the new time. A changed one gets a new version, and the earlier
    /// ones stay.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn record_month(
        &mut self,
        id: AccountId,
        statement: &MonthStatement,
        read_at: DateTime<Utc>,
    ) -> Result<usize, StoreError> {
        let transaction = self.write()?;
        doubt::clear(&transaction, id, statement.totals.month)?;
        let new_transactions = match newest_version(&transaction, id, statement.totals.month)? {
            None => {
                insert(&transaction, id, 1, statement, read_at)?;
                statement.transactions.len()
            }
            Some(version) => {
                let before = version.statement(&transaction)?;
                if before == *statement {
                    set_read_again(&transaction, version.id, is_faultless(statement), read_at)?;
                } else {
                    insert(&transaction, id, version.number + 1, statement, read_at)?;
                }
                count_new(Some(&before), statement)
            }
        };
        transaction.commit()?;
        Ok(new_transactions)
    }
}

impl Version {
    /// Reads the transactions of the version.
    fn statement(&self, connection: &Connection) -> rusqlite::Result<MonthStatement> {
        Ok(MonthStatement { totals: self.totals.value, transactions: transactions(connection, self.id)? })
    }

    /// Reads the transactions of the version, with the time of its last reading.
    pub(crate) fn observed(&self, connection: &Connection) -> rusqlite::Result<Observed<MonthStatement>> {
        Ok(Observed { read_at: self.totals.read_at, value: self.statement(connection)? })
    }
}

fn newest_version(
    connection: &Connection,
    account: AccountId,
    month: Month,
) -> rusqlite::Result<Option<Version>> {
    first_version(connection, VERSIONS_OF_MONTH, account, month)
}

fn first_version(
    connection: &Connection,
    sql: &str,
    account: AccountId,
    month: Month,
) -> rusqlite::Result<Option<Version>> {
    let mut query = connection.prepare_cached(sql)?;
    query.query_row(params![account, TextColumn(month)], version_from_row).optional()
}

/// Reads the versions that a query selects.
pub(crate) fn versions(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> rusqlite::Result<Vec<Version>> {
    connection.prepare_cached(sql)?.query_map(params, version_from_row)?.collect()
}

fn version_from_row(row: &Row<'_>) -> rusqlite::Result<Version> {
    let value = MonthTotals {
        month: sql_types::text(row, 2)?,
        opening_balance: sql_types::money(row, 3)?,
        paid: sql_types::money(row, 4)?,
        charged: sql_types::money(row, 5)?,
        closing_balance: sql_types::money(row, 6)?,
    };
    let totals = Observed { value, read_at: row.get(7)? };
    Ok(Version { id: row.get(0)?, number: row.get(1)?, totals, is_faultless: row.get(8)? })
}

fn transactions(connection: &Connection, statement: i64) -> rusqlite::Result<Vec<Transaction>> {
    connection
        .prepare_cached(
            "SELECT date, time, description, balance_before, amount, balance_after
             FROM statement_transaction WHERE statement = ?1 ORDER BY position",
        )?
        .query_map([statement], transaction_from_row)?
        .collect()
}

/// Reads the transaction at a zero-based index within its month; `None` if it is not stored.
pub(crate) fn transaction_at(
    connection: &Connection,
    statement: i64,
    position: usize,
) -> rusqlite::Result<Option<Transaction>> {
    connection
        .prepare_cached(
            "SELECT date, time, description, balance_before, amount, balance_after
             FROM statement_transaction WHERE statement = ?1 AND position = ?2",
        )?
        .query_row(params![statement, position], transaction_from_row)
        .optional()
}

/// Reads a transaction by the numbers of its columns.
fn transaction_from_row(row: &Row<'_>) -> rusqlite::Result<Transaction> {
    Ok(Transaction {
        date: sql_types::day(row, 0)?,
        time: row.get(1)?,
        description: row.get(2)?,
        balance_before: sql_types::money_if_shown(row, 3)?,
        amount: sql_types::money(row, 4)?,
        balance_after: sql_types::money_if_shown(row, 5)?,
    })
}

/// Records that a version was read again, and whether it is faultless by this release's audit.
fn set_read_again(
    connection: &Connection,
    statement: i64,
    is_faultless: bool,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    connection.execute(
        "UPDATE statement SET read_at = ?2, is_faultless = ?3 WHERE id = ?1",
        params![statement, read_at, is_faultless],
    )
}

fn insert(
    connection: &Connection,
    account: AccountId,
    version: u32,
    statement: &MonthStatement,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let id = insert_version(connection, account, version, statement, read_at)?;
    index::replace_month(connection, account, statement.totals.month, id, &statement.transactions)
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
        "INSERT INTO statement (account, month, version, opening_balance, paid, charged,
                                closing_balance, first_read_at, read_at, is_held_back, is_faultless)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10)
         RETURNING id",
        params![
            account,
            TextColumn(totals.month),
            version,
            Kopecks(totals.opening_balance),
            Kopecks(totals.paid),
            Kopecks(totals.charged),
            Kopecks(totals.closing_balance),
            read_at,
            version == HELD_BACK_VERSION,
            is_faultless(statement),
        ],
        |row| row.get("id"),
    )?;
    insert_transactions(connection, id, &statement.transactions)?;
    Ok(id)
}

fn insert_transactions(
    connection: &Connection,
    statement: i64,
    transactions: &[Transaction],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO statement_transaction
         (statement, position, date, time, description, balance_before, amount, balance_after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, transaction) in transactions.iter().enumerate() {
        insert.execute(params![
            statement,
            position,
            transaction.date,
            transaction.time,
            transaction.description,
            transaction.balance_before.map(Kopecks),
            Kopecks(transaction.amount),
            transaction.balance_after.map(Kopecks),
        ])?;
    }
    Ok(())
}
