//! Months that were derived from a list of transactions.

use std::collections::BTreeSet;

use kabinet_domain::Month;
use rusqlite::params;

use crate::sql_types;
use crate::sql_types::TextColumn;
use crate::{AccountId, Store, StoreError};

impl Store {
    /// Records whether a month is derived from a list of transactions or shown by the portal.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_month_derived(
        &mut self,
        id: AccountId,
        month: Month,
        is_derived: bool,
    ) -> Result<(), StoreError> {
        let sql = if is_derived {
            "INSERT INTO derived_month (account, month) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM derived_month WHERE account = ?1 AND month = ?2"
        };
        let transaction = self.write()?;
        transaction.execute(sql, params![id, TextColumn(month)])?;
        Ok(transaction.commit()?)
    }

    /// Returns the months that are derived from a list of transactions.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn derived_months(&self, id: AccountId) -> Result<BTreeSet<Month>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT month FROM derived_month WHERE account = ?1")?;
        let months: rusqlite::Result<_> =
            query.query_map([id], |row| sql_types::text(row, "month"))?.collect();
        Ok(months?)
    }
}
