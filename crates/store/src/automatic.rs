use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};

use crate::{AccountId, Store, StoreError};

impl Store {
    /// When the program last began to refresh an account of its own accord.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn automatic_refresh(&self, id: AccountId) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT began_at FROM automatic_refresh WHERE account = ?1")?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Records that the program begins to refresh an account of its own accord.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Busy`], [`StoreError::DiskFull`] and
    /// [`StoreError::Sqlite`].
    pub fn record_automatic_refresh(
        &mut self,
        id: AccountId,
        began_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "INSERT INTO automatic_refresh (account, began_at) VALUES (?1, ?2)
             ON CONFLICT (account) DO UPDATE SET began_at = excluded.began_at",
            params![id, began_at],
        )?;
        Ok(transaction.commit()?)
    }
}
