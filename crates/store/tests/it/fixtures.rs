use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::{
    AccountSummary, Money, Month, MonthStatement, MonthTotals, Offer, ServiceBalance, Transaction,
};
use kabinet_store::{AccountId, NewAccount, Store};
use rusqlite::Connection;
use tempfile::TempDir;

/// A store in a folder of its own, which goes with it.
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

    /// With an account and a month in it that changed, written by the release that knew so many
    /// migrations, and opened by this one.
    pub fn upgraded_from(version: usize) -> (Self, AccountId) {
        let folder = tempfile::tempdir().unwrap();
        let old = Connection::open(file_in(folder.path())).unwrap();
        let mut migrations: Vec<_> =
            fs::read_dir("migrations").unwrap().map(|it| it.unwrap().path()).collect();
        migrations.sort();
        for migration in &migrations[..version] {
            old.execute_batch(&fs::read_to_string(migration).unwrap()).unwrap();
        }
        old.execute_batch(EARLIER_ROWS).unwrap();
        old.pragma_update(None, "user_version", version).unwrap();
        drop(old);
        let store = Store::open(&file_in(folder.path())).unwrap();
        let id = store.accounts().unwrap()[0].id;
        (Self { store, folder }, id)
    }

    /// With one account in it.
    pub fn with_account() -> (Self, AccountId) {
        let mut on_disk = Self::new();
        let id = on_disk.store.remember_account(&new_account("12345678")).unwrap();
        (on_disk, id)
    }

    pub fn file(&self) -> PathBuf {
        file_in(self.folder.path())
    }

    /// The same file, opened anew after this connection is closed.
    pub fn reopen(self) -> Self {
        let Self { store, folder } = self;
        drop(store);
        let store = Store::open(&file_in(folder.path())).unwrap();
        Self { store, folder }
    }

    /// Every byte that the database and its log have on the disk.
    pub fn bytes(&self) -> Vec<u8> {
        let files = fs::read_dir(self.folder.path()).unwrap();
        files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
    }
}

/// As the first release wrote them.
const EARLIER_ROWS: &str = "
    INSERT INTO account (provider, site, login, number)
    VALUES ('sevencom', 'https://cabinet.example/', '12345678', '0012345678');
    INSERT INTO statement (account, month, version, opening, paid, charged, closing, read_at) VALUES
    (1, '2026-10', 1, 0, 80000, 80000, 0, '2026-11-01 05:00:00+00:00'),
    (1, '2026-10', 2, 0, 85000, 85000, 0, '2026-11-02 05:00:00+00:00');
    INSERT INTO entry (statement, position, date, operation, amount) VALUES
    (1, 0, '2026-10-01', 'Оплата через cloudpayments', 80000),
    (1, 1, '2026-10-01', 'Списание аб.платы по тарифу', -80000),
    (2, 0, '2026-10-01', 'Оплата через cloudpayments', 85000),
    (2, 1, '2026-10-01', 'Списание аб.платы по тарифу', -85000);";

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

pub fn entry(date: NaiveDate, operation: &str, amount: &str) -> Transaction {
    Transaction {
        date,
        time: None,
        description: operation.to_owned(),
        balance_before: None,
        amount: money(amount),
        balance_after: None,
    }
}

/// A month in which the tariff was paid and charged.
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
