use chrono::{DateTime, Utc};
use kabinet_domain::AccountSummary;
use rusqlite::{OptionalExtension, Row, params};

use crate::{AccountId, Store, StoreError, account_summary};

/// How the refreshes of an account went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefreshStatus {
    /// When the last one ended, well or not.
    pub attempted_at: Option<DateTime<Utc>>,
    /// When the last good one was: the age of what is shown.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// The last failure, even if a success came after it.
    pub last_error: Option<Failure>,
}

/// A refresh that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong, as a stable code.
    pub code: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Store {
    /// How the refreshes of an account went.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn refresh_status(&self, id: AccountId) -> Result<RefreshStatus, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM refresh WHERE account = ?1")?;
        Ok(query.query_row([id], status).optional()?.unwrap_or_default())
    }

    /// Records how a refresh ended: well, with what the account page shows, or with the stable
    /// code of what went wrong.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Damaged`], [`StoreError::Busy`],
    /// [`StoreError::DiskFull`] and [`StoreError::Sqlite`].
    pub fn record_refresh(
        &mut self,
        id: AccountId,
        at: DateTime<Utc>,
        outcome: Result<&AccountSummary, &str>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        if let Ok(summary) = outcome {
            account_summary::insert(&transaction, id, summary, at)?;
        }
        transaction.execute(
            "INSERT INTO refresh (account, attempted_at, succeeded_at, failed_at, failure)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (account) DO UPDATE
             SET attempted_at = excluded.attempted_at,
                 succeeded_at = coalesce(excluded.succeeded_at, succeeded_at),
                 failed_at = coalesce(excluded.failed_at, failed_at),
                 failure = coalesce(excluded.failure, failure)",
            params![id, at, outcome.ok().map(|_| at), outcome.err().map(|_| at), outcome.err()],
        )?;
        Ok(transaction.commit()?)
    }
}

fn status(row: &Row<'_>) -> rusqlite::Result<RefreshStatus> {
    let failure: Option<String> = row.get("failure")?;
    let failed_at: Option<DateTime<Utc>> = row.get("failed_at")?;
    Ok(RefreshStatus {
        attempted_at: row.get("attempted_at")?,
        succeeded_at: row.get("succeeded_at")?,
        last_error: failure.zip(failed_at).map(|(code, at)| Failure { code, at }),
    })
}
