use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use crate::{AccountId, Store, StoreError};

/// How a refresh ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshRecord {
    /// When it began.
    pub at: DateTime<Utc>,
    /// What went wrong, as a stable code.
    pub failure: Option<String>,
    /// How many months it read and kept.
    pub months_read: u32,
    /// How long it took; kept to the millisecond.
    pub took: Duration,
}

/// Older ones are forgotten.
const MOST_KEPT: u32 = 50;

impl Store {
    /// Records how a refresh of an account ended.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Busy`], [`StoreError::DiskFull`] and
    /// [`StoreError::Sqlite`].
    pub fn log_refresh(&mut self, id: AccountId, record: &RefreshRecord) -> Result<(), StoreError> {
        let took_ms = i64::try_from(record.took.as_millis()).unwrap_or(i64::MAX);
        let transaction = self.write()?;
        transaction.execute(
            "INSERT INTO refresh_log (account, at, failure, months_read, took_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, record.at, record.failure, record.months_read, took_ms],
        )?;
        transaction.execute(
            "DELETE FROM refresh_log WHERE account = ?1 AND id NOT IN
                 (SELECT id FROM refresh_log WHERE account = ?1 ORDER BY id DESC LIMIT ?2)",
            params![id, MOST_KEPT],
        )?;
        Ok(transaction.commit()?)
    }

    /// The last refreshes of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn refresh_log(&self, id: AccountId, most: u32) -> Result<Vec<RefreshRecord>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT * FROM refresh_log WHERE account = ?1 ORDER BY id DESC LIMIT ?2")?;
        let records = query.query_map(params![id, most], record)?;
        Ok(records.collect::<Result<_, _>>()?)
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<RefreshRecord> {
    Ok(RefreshRecord {
        at: row.get("at")?,
        failure: row.get("failure")?,
        months_read: row.get("months_read")?,
        took: Duration::from_millis(row.get("took_ms")?),
    })
}
