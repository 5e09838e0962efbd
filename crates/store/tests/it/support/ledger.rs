//! A database with something in every table that a customer sees, and everything read from it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_domain::{
    Category, CategoryOverrides, DateRange, ErrorCode, MonthStatement, Query, ReminderRules,
};
use kabinet_store::{AccountId, DatabaseKey, RefreshRecord, Search, Store, StoreError};

use super::{at, entry, month, new_account, statement, summary};

/// One question to a database.
type Question = fn(&Store, AccountId) -> Result<String, StoreError>;

/// Every question, each of which a connection of its own is to answer.
///
/// The last page that a connection reads is the one whose damage is the hardest to notice.
const QUESTIONS: [Question; 11] = [
    |store, _| Ok(format!("{:?}", store.accounts()?)),
    |store, id| Ok(format!("{:?}", store.summary(id)?)),
    |store, id| Ok(format!("{:?}", store.months(id)?)),
    |store, id| Ok(format!("{:?}", store.statements(id, None)?)),
    |store, id| Ok(format!("{:?}", store.statements(id, Some(month("2020-02")))?)),
    |store, id| Ok(format!("{:?}", store.superseded(id)?)),
    |store, id| Ok(format!("{:?} {:?}", store.refresh_status(id)?, store.refresh_log(id, 100)?)),
    |store, id| Ok(format!("{:?} {:?}", store.category_overrides(id)?, store.reminder_rules(id)?)),
    |store, id| Ok(format!("{:?}", search(store, id, "")?)),
    |store, id| Ok(format!("{:?}", search(store, id, "оплата >500")?)),
    |store, id| Ok(format!("{:?}", search(store, id, "оплата >9000")?)),
];

/// Writes a database with a key and returns its account.
pub fn write(file: &Path, key: &DatabaseKey) -> AccountId {
    let mut store = Store::open_with(file, key).unwrap();
    let id = store.remember_account(&new_account("12345678")).unwrap();
    store.record_summary(id, &summary("588.00"), now()).unwrap();
    let mut of = month("2019-01");
    for number in 0..24 {
        store.record_month(id, &busy_month(&of.to_string(), 500 - 20 * number), now()).unwrap();
        of = of.next();
    }
    store.record_month(id, &busy_month("2020-02", 30), now() + TimeDelta::days(1)).unwrap();
    store.record_refresh(id, now(), Ok(&summary("100.00"))).unwrap();
    store.record_refresh(id, now(), Err(ErrorCode::Offline)).unwrap();
    let record = RefreshRecord { at: now(), failure: None, months_read: 3, duration: Duration::from_secs(2) };
    store.log_refresh(id, &record).unwrap();
    store.set_category(id, "Списание аб.платы", Some(Category::Equipment)).unwrap();
    store.set_reminder_rules(id, &ReminderRules::default()).unwrap();
    id
}

/// Returns the answers to every question, each on a connection of its own.
pub fn read(file: &Path, key: &DatabaseKey, id: AccountId) -> Vec<Result<String, StoreError>> {
    QUESTIONS.iter().map(|question| question(&Store::open_with(file, key)?, id)).collect()
}

/// Returns every byte of a folder's files, by name.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let mut files: Vec<_> = entries.map(file).collect();
    files.sort();
    files
}

fn now() -> DateTime<Utc> {
    at("2026-11-01T05:00:00Z")
}

fn search(store: &Store, id: AccountId, typed: &str) -> Result<String, StoreError> {
    let query = Query::typed(typed, now().date_naive());
    let overrides = CategoryOverrides::default();
    let search = Search { query: &query, category: None, days: DateRange::default(), overrides: &overrides };
    let found = store.search(id, &search, None)?;
    Ok(format!("{:?} {:?} {:?}", found.totals, found.transactions, found.without_each))
}

/// Returns a month whose index and whose descriptions are longer than a page.
fn busy_month(of: &str, entries: usize) -> MonthStatement {
    let day = month(of).first_day();
    let whole = statement(of, "800.00");
    let long = format!("Оплата через терминал {}", "с длинным названием ".repeat(120));
    let more = (0..entries).map(|number| match number % 7 {
        0 => entry(day, &format!("{long}{}", number % 14), "600.00"),
        _ => entry(day, &format!("Операция {}", number % 40), "-1.00"),
    });
    MonthStatement { transactions: whole.transactions.into_iter().chain(more).collect(), ..whole }
}
