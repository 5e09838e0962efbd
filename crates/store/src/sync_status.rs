//! Times of the last refreshes.

use chrono::{DateTime, Utc};
use kabinet_domain::{AccountSummary, ErrorCode};
use rusqlite::{OptionalExtension, Row, params};

use crate::{AccountId, Store, StoreError, StoredCode, account_summary};

/// Times of the last refreshes of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefreshStatus {
    /// The time of the last refresh, successful or not; `None` if there was none.
    pub attempted_at: Option<DateTime<Utc>>,
    /// The time of the last success, which is the age of the shown data; `None` if there was none.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// The last failure, even if a success followed it.
    pub last_error: Option<Failure>,
    /// The reason why the last refresh did not read the list of months.
    ///
    /// `None` if it read the list, or not even the balance.
    pub unread_list: Option<StoredCode>,
}

/// A refresh that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The code of the error.
    pub code: StoredCode,
    /// The time of the failure.
    pub at: DateTime<Utc>,
}

impl Store {
    /// Returns the times of the last refreshes of an account.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn refresh_status(&self, id: AccountId) -> Result<RefreshStatus, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM sync_status WHERE account = ?1")?;
        Ok(query.query_row([id], status_from_row).optional()?.unwrap_or_default())
    }

    /// Records the end of a refresh: the account page that it read, or the code of its error.
    ///
    /// The list of months counts as read until [`Store::set_list_unread`].
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn record_refresh(
        &mut self,
        id: AccountId,
        at: DateTime<Utc>,
        outcome: Result<&AccountSummary, ErrorCode>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        if let Ok(summary) = outcome {
            account_summary::insert(&transaction, id, summary, at)?;
        }
        let code = outcome.err().map(ErrorCode::name);
        transaction.execute(
            "INSERT INTO sync_status (account, attempted_at, succeeded_at, failed_at, error_code)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account) DO UPDATE
             SET attempted_at = excluded.attempted_at,
                 succeeded_at = coalesce(excluded.succeeded_at, succeeded_at),
                 failed_at = coalesce(excluded.failed_at, failed_at),
                 error_code = coalesce(excluded.error_code, error_code),
                 unread_list = NULL",
            params![id, at, outcome.ok().map(|_| at), code.map(|_| at), code],
        )?;
        Ok(transaction.commit()?)
    }

    /// Records that the last refresh read the balance and not the list of months.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be written.
    pub fn set_list_unread(&mut self, id: AccountId, reason: ErrorCode) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "UPDATE sync_status SET unread_list = ?2 WHERE account = ?1",
            params![id, reason.name()],
        )?;
        Ok(transaction.commit()?)
    }

    /// Returns the start of the last automatic refresh of an account; `None` if there was none.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn automatic_refresh(&self, id: AccountId) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT started_at FROM automatic_refresh WHERE account = ?1")?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Records the start of an automatic refresh of an account.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn record_automatic_refresh(
        &mut self,
        id: AccountId,
        started_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "INSERT INTO automatic_refresh (account, started_at) VALUES (?1, ?2)
             ON CONFLICT (account) DO UPDATE SET started_at = excluded.started_at",
            params![id, started_at],
        )?;
        Ok(transaction.commit()?)
    }
}

fn status_from_row(row: &Row<'_>) -> rusqlite::Result<RefreshStatus> {
    let code: Option<StoredCode> = row.get("error_code")?;
    let failed_at: Option<DateTime<Utc>> = row.get("failed_at")?;
    Ok(RefreshStatus {
        attempted_at: row.get("attempted_at")?,
        succeeded_at: row.get("succeeded_at")?,
        last_error: code.zip(failed_at).map(|(code, at)| Failure { code, at }),
        unread_list: row.get("unread_list")?,
    })
}
