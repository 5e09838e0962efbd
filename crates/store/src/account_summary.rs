//! Readings of the account page.

use chrono::{DateTime, Utc};
use kabinet_domain::{AccountSummary, Offer, Service, ServiceBalance, UnreadField};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::sql_types;
use crate::sql_types::{Kopecks, TextColumn};
use crate::{AccountId, Observed, Store, StoreError};

impl Store {
    /// Returns the last reading of the account page; `None` if it was never read.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn summary(&self, id: AccountId) -> Result<Option<Observed<AccountSummary>>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT * FROM summary WHERE account = ?1 ORDER BY id DESC LIMIT 1")?;
        let summary = query.query_row([id], |row| self.summary_from_row(row)).optional()?;
        self.undamaged(summary)
    }

    /// Adds a reading of the account page; earlier readings stay.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
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

    fn summary_from_row(&self, row: &Row<'_>) -> rusqlite::Result<Observed<AccountSummary>> {
        let id = row.get("id")?;
        let value = AccountSummary {
            account: sql_types::text(row, "number")?,
            tariff_price: sql_types::money_if_shown(row, "tariff_price")?,
            balance: sql_types::money(row, "balance")?,
            other_balances: service_balances(&self.connection, id)?,
            next_debit: row.get("next_debit")?,
            days_left: row.get("days_left")?,
            paid_until: row.get("paid_until")?,
            services: services(&self.connection, id)?,
            unread: unread_fields(&self.connection, id)?,
            offers: offers(&self.connection, id)?,
            pay_url: row.get("pay_url")?,
            change_tariff_url: row.get("change_tariff_url")?,
        };
        Ok(Observed { value, read_at: row.get("read_at")? })
    }
}

/// Inserts a reading of the account page within the caller's transaction.
pub(crate) fn insert(
    connection: &Connection,
    account: AccountId,
    summary: &AccountSummary,
    read_at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let id = connection.query_row(
        "INSERT INTO summary (account, read_at, number, tariff_price, balance, next_debit, days_left,
                              paid_until, pay_url, change_tariff_url)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         RETURNING id",
        params![
            account,
            read_at,
            TextColumn(&summary.account),
            summary.tariff_price.map(Kopecks),
            Kopecks(summary.balance),
            summary.next_debit,
            summary.days_left,
            summary.paid_until,
            summary.pay_url,
            summary.change_tariff_url,
        ],
        |row| row.get("id"),
    )?;
    insert_offers(connection, id, &summary.offers)?;
    insert_service_balances(connection, id, &summary.other_balances)?;
    insert_services(connection, id, &summary.services)?;
    insert_unread_fields(connection, id, &summary.unread)
}

fn insert_offers(connection: &Connection, summary: i64, offers: &[Offer]) -> rusqlite::Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT INTO offer (summary, position, months, price) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, offer) in offers.iter().enumerate() {
        insert.execute(params![summary, position, offer.months, Kopecks(offer.price)])?;
    }
    Ok(())
}

fn insert_service_balances(
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

fn insert_services(connection: &Connection, summary: i64, services: &[Service]) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO service (summary, position, name, price, next_debit) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, service) in services.iter().enumerate() {
        let Service { name, price, next_debit } = service;
        insert.execute(params![summary, position, name, Kopecks(*price), next_debit])?;
    }
    Ok(())
}

fn insert_unread_fields(
    connection: &Connection,
    summary: i64,
    fields: &[UnreadField],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO unread_field (summary, position, field, reason, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, unread) in fields.iter().enumerate() {
        let UnreadField { field, reason, text } = unread;
        insert.execute(params![summary, position, field.name(), reason.name(), text])?;
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

fn service_balances(connection: &Connection, summary: i64) -> rusqlite::Result<Vec<ServiceBalance>> {
    connection
        .prepare_cached("SELECT * FROM service_balance WHERE summary = ?1 ORDER BY position")?
        .query_map([summary], |row| {
            Ok(ServiceBalance { label: row.get("label")?, balance: sql_types::money(row, "balance")? })
        })?
        .collect()
}

fn services(connection: &Connection, summary: i64) -> rusqlite::Result<Vec<Service>> {
    connection
        .prepare_cached("SELECT * FROM service WHERE summary = ?1 ORDER BY position")?
        .query_map([summary], |row| {
            Ok(Service {
                name: row.get("name")?,
                price: sql_types::money(row, "price")?,
                next_debit: row.get("next_debit")?,
            })
        })?
        .collect()
}

fn unread_fields(connection: &Connection, summary: i64) -> rusqlite::Result<Vec<UnreadField>> {
    connection
        .prepare_cached("SELECT * FROM unread_field WHERE summary = ?1 ORDER BY position")?
        .query_map([summary], |row| {
            Ok(UnreadField {
                field: sql_types::text(row, "field")?,
                reason: sql_types::text(row, "reason")?,
                text: row.get("text")?,
            })
        })?
        .collect()
}
