use chrono::{DateTime, Utc};
use kabinet_domain::{Entry, Month, MonthStatement, MonthTotals};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::column::{self, Kopecks, Text};
use crate::search::index;
use crate::{AccountId, Kept, Store, StoreError};

/// One version of a month, without its operations.
pub(crate) struct Version {
    id: i64,
    number: u32,
    totals: Kept<MonthTotals>,
}

const NEWEST_VERSIONS: &str =
    "SELECT *, max(version) FROM statement WHERE account = ?1 GROUP BY month ORDER BY month DESC";

const VERSIONS_OF_MONTH: &str =
    "SELECT * FROM statement WHERE account = ?1 AND month = ?2 ORDER BY version DESC";

impl Store {
    /// The figures of every month that was ever read, as they were last read; newest month first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn months(&self, id: AccountId) -> Result<Vec<Kept<MonthTotals>>, StoreError> {
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
        let before = nearest("SELECT max(month) FROM statement WHERE account = ?1 AND month < ?2")?;
        let after = nearest("SELECT min(month) FROM statement WHERE account = ?1 AND month > ?2")?;
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
    ) -> Result<Vec<Kept<MonthStatement>>, StoreError> {
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
        let new_entries = match newest_version(&transaction, id, statement.totals.month)? {
            None => {
                insert(&transaction, id, 1, statement, read_at)?;
                statement.entries.len()
            }
            Some(version) => {
                let before = version.statement(&transaction)?;
                if before == *statement {
                    touch(&transaction, version.id, read_at)?;
                } else {
                    insert(&transaction, id, version.number + 1, statement, read_at)?;
                }
                count_new(&before.entries, &statement.entries)
            }
        };
        transaction.commit()?;
        Ok(new_entries)
    }
}

impl Version {
    /// With its operations, and the time when it was last read so.
    pub(crate) fn kept(&self, connection: &Connection) -> rusqlite::Result<Kept<MonthStatement>> {
        Ok(Kept { read_at: self.totals.read_at, value: self.statement(connection)? })
    }

    fn statement(&self, connection: &Connection) -> rusqlite::Result<MonthStatement> {
        Ok(MonthStatement { totals: self.totals.value, entries: entries(connection, self.id)? })
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
        month: column::text(row, "month")?,
        opening: column::money(row, "opening")?,
        paid: column::money(row, "paid")?,
        charged: column::money(row, "charged")?,
        closing: column::money(row, "closing")?,
    };
    let totals = Kept { value, read_at: row.get("read_at")? };
    Ok(Version { id: row.get("id")?, number: row.get("version")?, totals })
}

pub(crate) fn entries(connection: &Connection, statement: i64) -> rusqlite::Result<Vec<Entry>> {
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
) -> rusqlite::Result<Option<Entry>> {
    connection
        .prepare_cached(
            "SELECT date, time, operation, opening, amount, closing FROM entry
             WHERE statement = ?1 AND position = ?2",
        )?
        .query_row(params![statement, position], entry)
        .optional()
}

/// By the columns' numbers: looking for their names takes as long as reading them.
fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        date: column::day(row, 0)?,
        time: row.get(1)?,
        operation: row.get(2)?,
        opening: column::money_if_shown(row, 3)?,
        amount: column::money(row, 4)?,
        closing: column::money_if_shown(row, 5)?,
    })
}

fn touch(connection: &Connection, statement: i64, read_at: DateTime<Utc>) -> rusqlite::Result<usize> {
    connection.execute("UPDATE statement SET read_at = ?2 WHERE id = ?1", params![statement, read_at])
}

/// Twins are counted one by one.
fn count_new(before: &[Entry], now: &[Entry]) -> usize {
    let mut unmatched: Vec<&Entry> = before.iter().collect();
    now.iter()
        .filter(|entry| match unmatched.iter().position(|old| old == entry) {
            Some(place) => {
                unmatched.swap_remove(place);
                false
            }
            None => true,
        })
        .count()
}

fn insert(
    connection: &Connection,
    account: AccountId,
    version: u32,
    statement: &MonthStatement,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let totals = &statement.totals;
    let id = connection.query_row(
        "INSERT INTO statement (account, month, version, opening, paid, charged, closing, read_at, first_read_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
         RETURNING id",
        params![
            account,
            Text(totals.month),
            version,
            Kopecks(totals.opening),
            Kopecks(totals.paid),
            Kopecks(totals.charged),
            Kopecks(totals.closing),
            read_at,
        ],
        |row| row.get("id"),
    )?;
    insert_entries(connection, id, &statement.entries)?;
    index::put(connection, account, totals.month, id, &statement.entries)
}

fn insert_entries(connection: &Connection, statement: i64, entries: &[Entry]) -> rusqlite::Result<()> {
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
            entry.operation,
            entry.opening.map(Kopecks),
            Kopecks(entry.amount),
            entry.closing.map(Kopecks),
        ])?;
    }
    Ok(())
}
