use chrono::{DateTime, Utc};
use kabinet_domain::{AccountSummary, Offer, ServiceBalance};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::sql_types;
use crate::sql_types::{Kopecks, Text};
use crate::{AccountId, Observed, Store, StoreError};

impl Store {
    /// What the account page showed when it was last read; `None` if it never was.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn summary(&self, id: AccountId) -> Result<Option<Observed<AccountSummary>>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT * FROM summary WHERE account = ?1 ORDER BY id DESC LIMIT 1")?;
        Ok(query.query_row([id], |row| self.kept_summary(row)).optional()?)
    }

    /// Adds what the account page shows. Earlier readings stay.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Damaged`], [`StoreError::Busy`],
    /// [`StoreError::DiskFull`] and [`StoreError::Sqlite`].
    pub fn record_summary(
        &mut self,
        id: AccountId,
        summary: &AccountSummary,
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        insert(&transaction, id, summary, read_at)?;
        Ok(transaction.commit()?)
    }

    fn kept_summary(&self, row: &Row<'_>) -> rusqlite::Result<Observed<AccountSummary>> {
        let id = row.get("id")?;
        let value = AccountSummary {
            account: sql_types::text(row, "number")?,
            tariff_price: sql_types::money_if_shown(row, "tariff_price")?,
            balance: sql_types::money(row, "balance")?,
            other_balances: other_balances(&self.connection, id)?,
            next_debit: row.get("next_debit")?,
            days_left: row.get("days_left")?,
            paid_until: None,
            services: Vec::new(),
            unread: Vec::new(),
            offers: offers(&self.connection, id)?,
            pay_url: row.get("pay_url")?,
            change_tariff_url: row.get("change_tariff_url")?,
        };
        Ok(Observed { value, read_at: row.get("read_at")? })
    }
}

pub(crate) fn insert(
    connection: &Connection,
    account: AccountId,
    summary: &AccountSummary,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let id = connection.query_row(
        "INSERT INTO summary
         (account, read_at, number, tariff_price, balance, next_debit, days_left, pay_url, change_tariff_url)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         RETURNING id",
        params![
            account,
            read_at,
            Text(&summary.account),
            summary.tariff_price.map(Kopecks),
            Kopecks(summary.balance),
            summary.next_debit,
            summary.days_left,
            summary.pay_url,
            summary.change_tariff_url,
        ],
        |row| row.get("id"),
    )?;
    insert_offers(connection, id, &summary.offers)?;
    insert_other_balances(connection, id, &summary.other_balances)
}

fn insert_offers(connection: &Connection, summary: i64, offers: &[Offer]) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO offer (summary, position, months, price) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, offer) in offers.iter().enumerate() {
        insert.execute(params![summary, position, offer.months, Kopecks(offer.price)])?;
    }
    Ok(())
}

fn insert_other_balances(
    connection: &Connection,
    summary: i64,
    balances: &[ServiceBalance],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO service_balance (summary, position, label, balance) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, other) in balances.iter().enumerate() {
        insert.execute(params![summary, position, other.label, Kopecks(other.balance)])?;
    }
    Ok(())
}

fn offers(connection: &Connection, summary: i64) -> rusqlite::Result<Vec<Offer>> {
    connection
        .prepare_cached("SELECT * FROM offer WHERE summary = ?1 ORDER BY position")?
        .query_map([summary], |row| {
            Ok(Offer { months: row.get("months")?, price: sql_types::money(row, "price")? })
        })?
        .collect()
}

fn other_balances(connection: &Connection, summary: i64) -> rusqlite::Result<Vec<ServiceBalance>> {
    connection
        .prepare_cached("SELECT * FROM service_balance WHERE summary = ?1 ORDER BY position")?
        .query_map([summary], |row| {
            Ok(ServiceBalance { label: row.get("label")?, balance: sql_types::money(row, "balance")? })
        })?
        .collect()
}
