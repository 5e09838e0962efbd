//! A ledger of a million transactions in a database.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::{Api, Clock, SecretName, Secrets, SecretsError};
use kabinet_domain::{AccountSummary, Money, Month, MonthStatement, MonthTotals, Transaction};
use kabinet_store::{DatabaseKey, NewAccount, Store};
use secrecy::SecretString;

pub const LOGIN: &str = "12345678";
pub const ENTRIES: usize = 1_000_000;

/// The number of months that Kabinet knows.
pub const MONTHS: usize = 300 * 12;

/// Pairs of a payment and a charge in each month; some months have one more.
pub const PAIRS_IN_MONTH: usize = ENTRIES / 2 / MONTHS;

/// A consistent ledger in a database of its own.
pub struct Book {
    pub api: Api,
    pub file: PathBuf,
    _folder: tempfile::TempDir,
}

/// The protection of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Encrypted, with a key in the keyring.
    Encrypted,
    /// None, not even checksums, as SQLite itself writes it.
    Plain,
}

/// Descriptions of payments and charges; each `№` is followed by a number.
///
/// Some providers number payments, so there are twenty thousand descriptions beside the recurring.
const OPERATIONS: [(&str, &str); 10] = [
    ("Оплата через cloudpayments", "Списание аб.платы по тарифу «Интернет 100»"),
    ("Оплата через терминал", "За платные заявки"),
    ("Перерасчёт за простой", "Аренда роутера"),
    ("Платёж №", "Подписка «Кинозал»"),
    ("Оплата через ЕРЦ", "Антивирус на 3 устройства"),
    ("Оплата через сбербанк онлайн", "Списание аб.платы за ТВ"),
    ("Возврат за выезд специалиста", "Выезд специалиста"),
    ("Бонус за приведённого друга", "Рассрочка за приставку"),
    ("Оплата картой", "Видеонаблюдение"),
    ("Пополнение с карты", "Телефония, переговоры"),
];

const NUMBERED: usize = 20_000;

/// The name of the database in its folder.
const FILE: &str = "kabinet.db";

/// The ordinary customer: ten years with some operations a month.
const ORDINARY_PAIRS: usize = 600;

/// A keyring that knows one key.
struct OneKey(DatabaseKey);

/// A clock that stands, so that each run shows the same screens.
struct Standing;

impl Book {
    /// Writes the ledger of a million transactions.
    pub fn written(protection: Protection) -> Result<Self> {
        let started = Instant::now();
        let book = Self::of_months(protection, &months().collect::<Vec<_>>(), ENTRIES / 2)?;
        let size = book.file.metadata()?.len() / 1024 / 1024;
        let took = started.elapsed();
        println!(
            "{protection:?}: {ENTRIES} operations in {MONTHS} months, written in {took:.1?}: {size} MiB"
        );
        Ok(book)
    }

    /// Writes the ledger of an ordinary customer, of 120 months.
    pub fn ordinary(protection: Protection) -> Result<Self> {
        let year = |year| (1..=12).filter_map(move |month| Month::new(year, month).ok());
        Self::of_months(protection, &(2017..2027).flat_map(year).collect::<Vec<_>>(), ORDINARY_PAIRS)
    }

    /// Writes a ledger of some months with a number of pairs in all.
    fn of_months(protection: Protection, months: &[Month], pairs: usize) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join(FILE);
        let key = DatabaseKey::random();
        let mut store = match protection {
            Protection::Encrypted => Store::open_with(&file, &key)?,
            Protection::Plain => Store::open_plain(&file)?,
        };
        write(&mut store, months, pairs)?;
        drop(store);
        let api = match protection {
            Protection::Encrypted => {
                Api::new(folder.path().to_owned(), Arc::new(Standing), Arc::new(OneKey(key)))
            }
            Protection::Plain => plain_api(folder.path()),
        };
        Ok(Self { api, file, _folder: folder })
    }
}

/// Returns the use cases over a database in a folder that is not encrypted.
pub fn plain_api(folder: &Path) -> Api {
    let no_key = Arc::new(OneKey(DatabaseKey::random()));
    Api::over_plain_database(folder.to_owned(), Arc::new(Standing), no_key)
}

pub fn months() -> impl Iterator<Item = Month> {
    (1900..2200).flat_map(|year| (1..=12).filter_map(move |month| Month::new(year, month).ok()))
}

fn write(store: &mut Store, months: &[Month], pairs: usize) -> Result<()> {
    let account = store.remember_account(&NewAccount {
        provider: "sevencom".to_owned(),
        site: "https://cabinet.example/".parse()?,
        city: None,
        login: LOGIN.to_owned(),
        number: LOGIN.to_owned().try_into()?,
    })?;
    let read_at = Standing.now();
    for (i, month) in months.iter().enumerate() {
        let [from, to] = [i, i + 1].map(|i| pairs * i / months.len());
        store.record_month(account, &statement(*month, from, to)?, read_at)?;
    }
    Ok(store.record_refresh(account, read_at, Ok(&summary()?))?)
}

/// Creates a month with pairs `from..to` of a payment and a charge of the same sum.
fn statement(month: Month, from: usize, to: usize) -> Result<MonthStatement> {
    let mut entries = Vec::with_capacity(2 * (to - from));
    let mut turnover = Money::ZERO;
    for pair in from..to {
        let place = pair - from;
        let sum = Money::from_kopecks(i64::try_from(10_000 + 150 * place)?)?;
        let day = month.first_day() + TimeDelta::days(i64::try_from(place / 5)?.min(27));
        let (paid, charged) = OPERATIONS[(pair + place) % OPERATIONS.len()];
        let number = if paid.ends_with('№') { (pair % NUMBERED).to_string() } else { String::new() };
        let entry = |operation: String, opening: Money, amount: Money| Transaction {
            date: day,
            time: None,
            description: operation,
            balance_before: Some(opening),
            amount,
            balance_after: Some(opening + amount),
        };
        entries.push(entry(format!("{paid}{number}"), Money::ZERO, sum));
        entries.push(entry(charged.to_owned(), sum, -sum));
        turnover = turnover + sum;
    }
    let nothing = Money::ZERO;
    let totals = MonthTotals {
        month,
        opening_balance: nothing,
        paid: turnover,
        charged: turnover,
        closing_balance: nothing,
    };
    Ok(MonthStatement { totals, transactions: entries })
}

fn summary() -> Result<AccountSummary> {
    Ok(AccountSummary {
        account: LOGIN.to_owned().try_into()?,
        tariff_price: Some("800.00".parse()?),
        balance: "588.00".parse()?,
        other_balances: Vec::new(),
        next_debit: Some("2026-11-30".parse()?),
        days_left: None,
        paid_until: None,
        services: Vec::new(),
        unread: Vec::new(),
        offers: Vec::new(),
        pay_url: None,
        change_tariff_url: None,
    })
}

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_158_000, 0).unwrap_or_default()
    }
}

impl Secrets for OneKey {
    fn reach(&self) -> Result<(), SecretsError> {
        Ok(())
    }

    fn put(&self, _: &SecretName, _: &SecretString) -> Result<(), SecretsError> {
        Err(SecretsError::NoSecretService)
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        let is_asked = *name == SecretName::database(self.0.id());
        if is_asked { Ok(self.0.digits().clone()) } else { Err(SecretsError::NotKept) }
    }

    fn delete(&self, _: &SecretName) -> Result<(), SecretsError> {
        Err(SecretsError::NoSecretService)
    }
}
