//! The ledger at earlier moments.

use chrono::{DateTime, Utc};
use kabinet_domain::{Money, Month, MonthStatement};
use rusqlite::params;

use crate::sql_types;
use crate::sql_types::TextColumn;
use crate::statement::versions;
use crate::{AccountId, Observed, Store, StoreError};

const SUPERSEDED: &str = select_versions!(
    "FROM statement AS this
     WHERE account = ?1 AND NOT is_held_back AND version <
         (SELECT max(version) FROM statement WHERE account = this.account AND month = this.month)
     ORDER BY month, version"
);

const AS_OF: &str = select_versions!(
    ", max(version) FROM statement
     WHERE account = ?1 AND first_read_at <= ?2 AND month >= ?3 AND NOT is_held_back
     GROUP BY month ORDER BY month DESC"
);

impl Store {
    /// Returns every version of a month that a later one superseded, oldest first in each month.
    ///
    /// Each has the time at which it was last read.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn superseded(&self, id: AccountId) -> Result<Vec<Observed<MonthStatement>>, StoreError> {
        let superseded = versions(&self.connection, SUPERSEDED, [id])?;
        let statements = superseded.into_iter().map(|version| version.observed(&self.connection));
        self.undamaged(statements.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the months from `since` on as they were stored at an instant, newest month first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn statements_as_of(
        &self,
        id: AccountId,
        at: DateTime<Utc>,
        since: Month,
    ) -> Result<Vec<MonthStatement>, StoreError> {
        let stored = versions(&self.connection, AS_OF, params![id, at, TextColumn(since)])?;
        let statements = stored.into_iter().map(|version| version.statement(&self.connection));
        self.undamaged(statements.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the instants at which new or changed months were read, newest first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn months_changed_at(&self, id: AccountId) -> Result<Vec<DateTime<Utc>>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT first_read_at FROM statement
             WHERE account = ?1 AND NOT is_held_back ORDER BY first_read_at DESC",
        )?;
        let instants: rusqlite::Result<_> = query.query_map([id], |row| row.get(0))?.collect();
        Ok(instants?)
    }

    /// Returns the price of the tariff at each successful refresh, oldest first.
    ///
    /// A price is `None` if the page did not show it or it was not read.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn prices(&self, id: AccountId) -> Result<Vec<Observed<Option<Money>>>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT read_at, tariff_price FROM summary WHERE account = ?1 ORDER BY id")?;
        let price = |row: &rusqlite::Row<'_>| {
            Ok(Observed {
                value: sql_types::money_if_shown(row, "tariff_price")?,
                read_at: row.get("read_at")?,
            })
        };
        let prices: rusqlite::Result<_> = query.query_map([id], price)?.collect();
        Ok(prices?)
    }
}
