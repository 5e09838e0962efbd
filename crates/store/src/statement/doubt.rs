//! Months whose last reading is in doubt: held back, or not read at all.

use chrono::{DateTime, Utc};
use kabinet_domain::{ErrorCode, Month, MonthStatement};
use rusqlite::{Connection, Row, params};

use crate::sql_types;
use crate::sql_types::TextColumn;
use crate::statement::{HELD_BACK_VERSION, insert_version, versions};
use crate::{AccountId, Observed, Store, StoreError, StoredCode};

/// A month whose last reading failed.
///
/// An earlier version of it stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadMonth {
    /// The month.
    pub month: Month,
    /// The code of the error.
    pub reason: StoredCode,
    /// The time of the failed reading.
    pub failed_at: DateTime<Utc>,
}

const HELD_BACK: &str =
    select_versions!("FROM statement WHERE account = ?1 AND is_held_back ORDER BY month DESC");

impl Store {
    /// Stores a reading beside the versions of its month, in place of an earlier one held back.
    ///
    /// The month itself is unchanged. [`Store::record_month`] erases the reading held back.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn hold_back_month(
        &mut self,
        id: AccountId,
        statement: &MonthStatement,
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        drop_held_back(&transaction, id, statement.totals.month)?;
        insert_version(&transaction, id, HELD_BACK_VERSION, statement, read_at)?;
        Ok(transaction.commit()?)
    }

    /// Returns the readings that are held back, newest month first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn held_back_months(&self, id: AccountId) -> Result<Vec<Observed<MonthStatement>>, StoreError> {
        let held_back = versions(&self.connection, HELD_BACK, [id])?.into_iter();
        let statements = held_back.map(|version| version.observed(&self.connection));
        self.undamaged(statements.collect::<rusqlite::Result<_>>()?)
    }

    /// Records that a month could not be read.
    ///
    /// [`Store::record_month`] erases the record.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_month_unread(
        &mut self,
        id: AccountId,
        month: Month,
        reason: ErrorCode,
        failed_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "INSERT INTO unread_month (account, month, reason, failed_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (account, month) DO UPDATE
             SET reason = excluded.reason, failed_at = excluded.failed_at",
            params![id, TextColumn(month), reason.name(), failed_at],
        )?;
        Ok(transaction.commit()?)
    }

    /// Returns the months whose last reading failed, newest first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn unread_months(&self, id: AccountId) -> Result<Vec<UnreadMonth>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT * FROM unread_month WHERE account = ?1 ORDER BY month DESC")?;
        let months: rusqlite::Result<_> = query.query_map([id], unread_from_row)?.collect();
        self.undamaged(months?)
    }
}

/// Erases the reading held back and the error of a month.
pub(super) fn clear(connection: &Connection, account: AccountId, month: Month) -> rusqlite::Result<()> {
    drop_held_back(connection, account, month)?;
    connection.execute(
        "DELETE FROM unread_month WHERE account = ?1 AND month = ?2",
        params![account, TextColumn(month)],
    )?;
    Ok(())
}

fn drop_held_back(connection: &Connection, account: AccountId, month: Month) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM statement WHERE account = ?1 AND month = ?2 AND is_held_back",
        params![account, TextColumn(month)],
    )?;
    Ok(())
}

fn unread_from_row(row: &Row<'_>) -> rusqlite::Result<UnreadMonth> {
    Ok(UnreadMonth {
        month: sql_types::text(row, "month")?,
        reason: row.get("reason")?,
        failed_at: row.get("failed_at")?,
    })
}
