//! Categories that the customer chose.

use kabinet_domain::{Category, CategoryOverrides, description_key};
use rusqlite::{Row, params};

use crate::sql_types;
use crate::{AccountId, Store, StoreError};

impl Store {
    /// Returns the categories that the customer chose in an account.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn category_overrides(&self, id: AccountId) -> Result<CategoryOverrides, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT * FROM category_override WHERE account = ?1")?;
        let overrides: rusqlite::Result<CategoryOverrides> =
            query.query_map([id], override_from_row)?.collect();
        self.undamaged(overrides?)
    }

    /// Stores the category of every transaction whose description has the same [`description_key`].
    ///
    /// `None` erases the customer's choice.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_category(
        &mut self,
        id: AccountId,
        description: &str,
        category: Option<Category>,
    ) -> Result<(), StoreError> {
        let key = description_key(description);
        let transaction = self.write()?;
        match category {
            Some(category) => transaction.execute(
                "INSERT INTO category_override (account, description_key, category) VALUES (?1, ?2, ?3)
                 ON CONFLICT (account, description_key) DO UPDATE SET category = excluded.category",
                params![id, key, category.name()],
            )?,
            None => transaction.execute(
                "DELETE FROM category_override WHERE account = ?1 AND description_key = ?2",
                params![id, key],
            )?,
        };
        Ok(transaction.commit()?)
    }
}

fn override_from_row(row: &Row<'_>) -> rusqlite::Result<(String, Category)> {
    Ok((row.get("description_key")?, sql_types::text(row, "category")?))
}
