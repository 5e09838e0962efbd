use kabinet_domain::{Category, CategoryOverrides, wording};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Row, params};

use crate::{AccountId, Store, StoreError};

struct Named(Category);

impl Store {
    /// What the customer said of the kinds of operations.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn corrections(&self, id: AccountId) -> Result<CategoryOverrides, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM kind_correction WHERE account = ?1")?;
        let given: rusqlite::Result<CategoryOverrides> = query.query_map([id], correction)?.collect();
        Ok(given?)
    }

    /// Keeps the kind that the customer gives to operations of the same wording as this one, or
    /// forgets it.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Busy`], [`StoreError::DiskFull`] and
    /// [`StoreError::Sqlite`].
    pub fn set_kind(
        &mut self,
        id: AccountId,
        operation: &str,
        kind: Option<Category>,
    ) -> Result<(), StoreError> {
        let wording = wording(operation);
        let transaction = self.write()?;
        match kind {
            Some(kind) => transaction.execute(
                "INSERT INTO kind_correction (account, wording, kind) VALUES (?1, ?2, ?3)
                 ON CONFLICT (account, wording) DO UPDATE SET kind = excluded.kind",
                params![id, wording, kind.name()],
            )?,
            None => transaction.execute(
                "DELETE FROM kind_correction WHERE account = ?1 AND wording = ?2",
                params![id, wording],
            )?,
        };
        Ok(transaction.commit()?)
    }
}

fn correction(row: &Row<'_>) -> rusqlite::Result<(String, Category)> {
    let Named(kind) = row.get("kind")?;
    Ok((row.get("wording")?, kind))
}

impl FromSql for Named {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Category::of_name(value.as_str()?).map(Self).ok_or(FromSqlError::InvalidType)
    }
}
