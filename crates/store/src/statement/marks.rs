//! Origin and precision of the months' figures.

use std::collections::BTreeMap;

use kabinet_domain::{Month, MonthMarks};
use rusqlite::{Row, params};

use crate::sql_types;
use crate::sql_types::TextColumn;
use crate::{AccountId, Store, StoreError};

impl Store {
    /// Records the origin and the precision of a month's figures.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_month_marks(
        &mut self,
        id: AccountId,
        month: Month,
        marks: MonthMarks,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        if marks == MonthMarks::default() {
            transaction.execute(
                "DELETE FROM month_mark WHERE account = ?1 AND month = ?2",
                params![id, TextColumn(month)],
            )?;
        } else {
            transaction.execute(
                "INSERT INTO month_mark (account, month, is_derived, is_inexact) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (account, month) DO UPDATE
                 SET is_derived = excluded.is_derived, is_inexact = excluded.is_inexact",
                params![id, TextColumn(month), marks.is_derived, marks.is_inexact],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// Returns the marks of the months that have any.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn month_marks(&self, id: AccountId) -> Result<BTreeMap<Month, MonthMarks>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM month_mark WHERE account = ?1")?;
        let months: rusqlite::Result<_> = query.query_map([id], marks_from_row)?.collect();
        Ok(months?)
    }
}

fn marks_from_row(row: &Row<'_>) -> rusqlite::Result<(Month, MonthMarks)> {
    let marks = MonthMarks { is_derived: row.get("is_derived")?, is_inexact: row.get("is_inexact")? };
    Ok((sql_types::text(row, "month")?, marks))
}
