//! Stores on real files, and the values that tests store.

pub mod ledger;
pub mod other_process;

use std::fs;
use std::path::{Path, PathBuf};

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::{
    AccountSummary, Money, Month, MonthStatement, MonthTotals, Offer, ServiceBalance, Transaction,
};
use kabinet_store::{AccountId, DatabaseKey, NewAccount, Store};
use rusqlite::Connection;
use secrecy::ExposeSecret;
use tempfile::TempDir;

/// A store in a folder of its own, which is deleted with it.
pub struct OnDisk {
    pub store: Store,
    folder: TempDir,
}

impl OnDisk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&file_in(folder.path())).unwrap();
        Self { store, folder }
    }

    /// Creates a store with one account.
    pub fn with_account() -> (Self, AccountId) {
        let mut on_disk = Self::new();
        let id = on_disk.store.remember_account(&new_account("12345678")).unwrap();
        (on_disk, id)
    }

    pub fn file(&self) -> PathBuf {
        file_in(self.folder.path())
    }

    /// Closes the store and opens its file again.
    pub fn reopen(self) -> Self {
        let Self { store, folder } = self;
        drop(store);
        let store = Store::open(&file_in(folder.path())).unwrap();
        Self { store, folder }
    }

    /// Returns every byte of the database and its log on the disk, decrypted.
    pub fn bytes(&self) -> Vec<u8> {
        let log = self.file().with_extension("sqlite-wal");
        let database = fs::read(self.file()).unwrap();
        let log = fs::read(log).unwrap_or_default();
        let frames = log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE).map(|frame| &frame[24..]);
        database.chunks_exact(PAGE).chain(frames).flat_map(decrypted).collect()
    }
}

/// The length of a page in bytes.
const PAGE: usize = 16384;

/// The length of the part of a page behind the data: an initial vector and a checksum.
const RESERVED: usize = 80;

/// Decrypts a page that the public key has encrypted.
///
/// Of a first page the first block comes out as noise, because the salt stands before it.
fn decrypted(page: &[u8]) -> Vec<u8> {
    let key = b"Kabinet: checksums, not secrecy!";
    let (data, reserved) = page.split_at(PAGE - RESERVED);
    let decryptor = cbc::Decryptor::<aes::Aes256>::new(key.into(), reserved[..16].try_into().unwrap());
    let mut data = data.to_vec();
    decryptor.decrypt_padded::<NoPadding>(&mut data).unwrap();
    data
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("kabinet.sqlite")
}

pub fn new_account(login: &str) -> NewAccount {
    NewAccount {
        provider: "sevencom".to_owned(),
        site: "https://cabinet.example/".parse().unwrap(),
        city: Some("Арамиль".to_owned()),
        login: login.to_owned(),
        number: format!("00{login}").try_into().unwrap(),
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn money(text: &str) -> Money {
    text.parse().unwrap()
}

pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

pub fn entry(date: NaiveDate, description: &str, amount: &str) -> Transaction {
    Transaction {
        date,
        time: None,
        description: description.to_owned(),
        balance_before: None,
        amount: money(amount),
        balance_after: None,
    }
}

/// Returns a month in which the tariff was paid and charged.
pub fn statement(of: &str, price: &str) -> MonthStatement {
    let month = month(of);
    let price = money(price);
    let day = month.first_day();
    let payment = Transaction {
        balance_after: Some(price),
        ..entry(day, "Оплата через cloudpayments", "0.00")
    };
    let charge = Transaction {
        balance_before: Some(price),
        ..entry(day, "Списание аб.платы по тарифу", "0.00")
    };
    MonthStatement {
        totals: MonthTotals {
            month,
            opening_balance: Money::ZERO,
            paid: price,
            charged: price,
            closing_balance: Money::ZERO,
        },
        transactions: vec![
            Transaction { amount: price, ..payment },
            Transaction { amount: -price, ..charge },
        ],
    }
}

pub fn summary(balance: &str) -> AccountSummary {
    AccountSummary {
        account: "0012345678".to_owned().try_into().unwrap(),
        tariff_price: Some(money("800.00")),
        balance: money(balance),
        other_balances: vec![
            ServiceBalance { label: "Баланс ТВ".to_owned(), balance: money("-10.50") },
            ServiceBalance { label: "Бонусы".to_owned(), balance: money("0.00") },
        ],
        next_debit: Some("2026-11-30".parse().unwrap()),
        days_left: Some(7),
        paid_until: None,
        services: Vec::new(),
        unread: Vec::new(),
        offers: vec![
            Offer { months: 12, price: money("8448.00") },
            Offer { months: 3, price: money("2328.00") },
        ],
        pay_url: Some("https://cabinet.example/pay?account=12345678".parse().unwrap()),
        change_tariff_url: None,
    }
}

/// The pragma without which a file with a key is not read.
pub const LAYOUT: &str = "PRAGMA cipher_page_size = 16384;";

/// Statements that make a database one of the first version.
pub const AS_BEFORE_FAULTLESS: &str =
    "ALTER TABLE statement DROP COLUMN is_faultless; PRAGMA user_version = 1;";

/// Connects to a database as a program would that knows the public key.
pub fn connect(file: &Path) -> Connection {
    connect_with(file, &DatabaseKey::public())
}

/// Connects to a database without the store; the salt is the one in the file.
pub fn connect_with(file: &Path, key: &DatabaseKey) -> Connection {
    let connection = Connection::open(file).unwrap();
    let digits = key.digits().expose_secret();
    connection
        .execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{digits}'\"; {LAYOUT}"))
        .unwrap();
    connection
}

/// Makes a database as releases before encryption wrote it, from the one of a file.
pub fn make_plain(file: &Path) {
    let plain = file.with_extension("plain");
    let connection = connect(file);
    connection.execute_batch(AS_BEFORE_FAULTLESS).unwrap();
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    connection.execute("ATTACH ?1 AS plain KEY ''", [plain.to_str().unwrap()]).unwrap();
    connection.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(())).unwrap();
    connection.execute_batch(&format!("PRAGMA plain.user_version = {version}; DETACH plain")).unwrap();
    drop(connection);
    fs::rename(plain, file).unwrap();
    assert!(fs::read(file).unwrap().starts_with(b"SQLite format 3\0"));
}
