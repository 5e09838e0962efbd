//! Outcomes of the last refreshes.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use crate::{AccountId, Store, StoreError, StoredCode};

/// The outcome of a refresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshRecord {
    /// The time at which it began.
    pub at: DateTime<Utc>,
    /// The code of its error; `None` if it succeeded.
    pub failure: Option<StoredCode>,
    /// The number of months that it read and stored.
    pub months_read: u32,
    /// Its duration, stored to the millisecond.
    pub duration: Duration,
}

/// The number of records of an account; older ones are erased.
const MAX_RECORDS: u32 = 50;

impl Store {
    /// Records the outcome of a refresh of an account.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn log_refresh(&mut self, id: AccountId, record: &RefreshRecord) -> Result<(), StoreError> {
        let duration_ms = i64::try_from(record.duration.as_millis()).unwrap_or(i64::MAX);
        let transaction = self.write()?;
        transaction.execute(
            "INSERT INTO sync_log (account, started_at, error_code, months_read, duration_ms)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, record.at, record.failure, record.months_read, duration_ms],
        )?;
        transaction.execute(
            "DELETE FROM sync_log WHERE account = ?1 AND id NOT IN
                 (SELECT id FROM sync_log WHERE account = ?1 ORDER BY id DESC LIMIT ?2)",
            params![id, MAX_RECORDS],
        )?;
        Ok(transaction.commit()?)
    }

    /// Returns at most `limit` last refreshes of an account, newest first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn refresh_log(&self, id: AccountId, limit: u32) -> Result<Vec<RefreshRecord>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT * FROM sync_log WHERE account = ?1 ORDER BY id DESC LIMIT ?2")?;
        let records = query.query_map(params![id, limit], record_from_row)?;
        Ok(records.collect::<Result<_, _>>()?)
    }
}

fn record_from_row(row: &Row<'_>) -> rusqlite::Result<RefreshRecord> {
    Ok(RefreshRecord {
        at: row.get("started_at")?,
        failure: row.get("error_code")?,
        months_read: row.get("months_read")?,
        duration: Duration::from_millis(row.get("duration_ms")?),
    })
}
