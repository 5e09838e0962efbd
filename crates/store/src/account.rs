//! Accounts.

use kabinet_domain::{AccountKey, AccountNumber};
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Row, params};
use url::Url;

use crate::sql_types;
use crate::sql_types::TextColumn;
use crate::{Store, StoreError};

/// The id of an account in this database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(i64);

/// An account that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id in this database.
    pub id: AccountId,
    /// The provider's stable name.
    pub provider: String,
    /// The front page of the provider's site.
    pub site: Url,
    /// The city chosen there.
    pub city: Option<String>,
    /// The login.
    pub login: String,
    /// The number that the account page shows.
    pub number: AccountNumber,
    /// The name that the customer gave it.
    pub name: Option<String>,
    /// The page with the sign-in form, as an earlier visit found it.
    pub sign_in_page: Option<Url>,
    /// The page with the list of months, as an earlier visit found it.
    pub months_page: Option<Url>,
    /// True if the customer signs in to it in a browser, so that no password is known.
    pub in_browser: bool,
}

/// An account at its first sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The provider's stable name.
    pub provider: String,
    /// The front page of the provider's site.
    pub site: Url,
    /// The city chosen there.
    pub city: Option<String>,
    /// The login.
    pub login: String,
    /// The number that the account page shows.
    pub number: AccountNumber,
}

impl Account {
    /// Returns the key of the account.
    ///
    /// # Errors
    /// Returns [`StoreError::Damaged`] if the stored provider or login cannot form a key.
    pub fn key(&self) -> Result<AccountKey, StoreError> {
        let key = AccountKey::new(self.provider.as_str(), self.login.as_str());
        Ok(key.map_err(sql_types::decode_error)?)
    }
}

impl Store {
    /// Returns every account, in the order of their first sign-ins.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM account ORDER BY id")?;
        let accounts = query.query_map([], account_from_row)?.collect::<Result<_, _>>()?;
        self.undamaged(accounts)
    }

    /// Returns one account.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be read.
    pub fn account(&self, id: AccountId) -> Result<Account, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM account WHERE id = ?1")?;
        let account = query.query_row([id], account_from_row).optional()?;
        self.undamaged(account)?.ok_or(StoreError::NoSuchAccount)
    }

    /// Stores an account and returns its id.
    ///
    /// A login that is stored already at the provider is the same account: it gets the new site and
    /// city, keeps its number, and loses the pages found on the old site.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be written.
    pub fn remember_account(&mut self, new: &NewAccount) -> Result<AccountId, StoreError> {
        let transaction = self.write()?;
        let id = transaction.query_row(
            "INSERT INTO account (provider, site, city, login, number) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (provider, login) DO UPDATE
             SET site = excluded.site, city = excluded.city, sign_in_page = NULL, months_page = NULL
             RETURNING id",
            params![new.provider, new.site, new.city, new.login, TextColumn(&new.number)],
            |row| row.get("id"),
        )?;
        transaction.commit()?;
        Ok(id)
    }

    /// Stores the pages that a visit found; `None` erases the earlier page.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_known_pages(
        &mut self,
        id: AccountId,
        sign_in_page: Option<&Url>,
        months_page: Option<&Url>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        let changed = transaction.execute(
            "UPDATE account SET sign_in_page = ?2, months_page = ?3 WHERE id = ?1",
            params![id, sign_in_page, months_page],
        )?;
        transaction.commit()?;
        if changed == 0 { Err(StoreError::NoSuchAccount) } else { Ok(()) }
    }

    /// Stores how the customer signs in to an account: in a browser or with a password.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_in_browser(&mut self, id: AccountId, in_browser: bool) -> Result<(), StoreError> {
        let transaction = self.write()?;
        let changed = transaction
            .execute("UPDATE account SET in_browser = ?2 WHERE id = ?1", params![id, in_browser])?;
        transaction.commit()?;
        if changed == 0 { Err(StoreError::NoSuchAccount) } else { Ok(()) }
    }

    /// Stores the customer's name of an account; `None` erases it.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_account_name(&mut self, id: AccountId, name: Option<&str>) -> Result<(), StoreError> {
        let transaction = self.write()?;
        let changed = transaction.execute("UPDATE account SET name = ?2 WHERE id = ?1", params![id, name])?;
        transaction.commit()?;
        if changed == 0 { Err(StoreError::NoSuchAccount) } else { Ok(()) }
    }

    /// Erases an account with everything that belongs to it, from the file and from its log.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn forget(&mut self, id: AccountId) -> Result<(), StoreError> {
        let transaction = self.write()?;
        let erased = transaction.execute("DELETE FROM account WHERE id = ?1", [id])?;
        transaction.commit()?;
        self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        if erased == 0 { Err(StoreError::NoSuchAccount) } else { Ok(()) }
    }
}

fn account_from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        provider: row.get("provider")?,
        site: row.get("site")?,
        city: row.get("city")?,
        login: row.get("login")?,
        number: sql_types::text(row, "number")?,
        name: row.get("name")?,
        sign_in_page: row.get("sign_in_page")?,
        months_page: row.get("months_page")?,
        in_browser: row.get("in_browser")?,
    })
}

impl ToSql for AccountId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for AccountId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}
