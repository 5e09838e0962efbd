//! What was kept at earlier moments.

use chrono::{DateTime, Utc};
use kabinet_domain::{Money, Month, MonthStatement};
use rusqlite::params;

use crate::sql_types;
use crate::sql_types::Text;
use crate::statement::versions;
use crate::{AccountId, Observed, Store, StoreError};

const REPLACED: &str = "
    SELECT * FROM statement AS this
    WHERE account = ?1 AND NOT is_held_back AND version <
        (SELECT max(version) FROM statement WHERE account = this.account AND month = this.month)
    ORDER BY month, version";

const AS_OF: &str = "
    SELECT *, max(version) FROM statement
    WHERE account = ?1 AND first_read_at <= ?2 AND month >= ?3 AND NOT is_held_back
    GROUP BY month ORDER BY month DESC";

impl Store {
    /// Every version of a month that another one came after, with the time when it was last read
    /// so; the oldest of each month first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn replaced(&self, id: AccountId) -> Result<Vec<Observed<MonthStatement>>, StoreError> {
        let replaced = versions(&self.connection, REPLACED, [id])?;
        let kept = replaced.into_iter().map(|version| version.kept(&self.connection));
        Ok(kept.collect::<rusqlite::Result<_>>()?)
    }

    /// The months from `since` on as they were kept at an instant, newest month first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn statements_as_of(
        &self,
        id: AccountId,
        at: DateTime<Utc>,
        since: Month,
    ) -> Result<Vec<MonthStatement>, StoreError> {
        let kept = versions(&self.connection, AS_OF, params![id, at, Text(since)])?;
        let kept = kept.into_iter().map(|version| Ok(version.kept(&self.connection)?.value));
        kept.collect()
    }

    /// The instants at which months were read that were new or had changed, newest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn months_changed_at(&self, id: AccountId) -> Result<Vec<DateTime<Utc>>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT first_read_at FROM statement
             WHERE account = ?1 AND NOT is_held_back ORDER BY first_read_at DESC",
        )?;
        let instants: rusqlite::Result<_> = query.query_map([id], |row| row.get(0))?.collect();
        Ok(instants?)
    }

    /// The price of the tariff as each good refresh showed it, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
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
