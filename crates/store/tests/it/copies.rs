//! Automatic copies, and the data that come back from one.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use kabinet_domain::Category;
use kabinet_store::{AccountId, DatabaseKey, Passphrase, SetAside, Store, StoreError};
use tempfile::TempDir;

use crate::support::ledger;
use crate::support::{at, month, new_account, statement};

/// A database with a key and everything in it.
struct Kept {
    folder: TempDir,
    key: DatabaseKey,
    id: AccountId,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = DatabaseKey::random();
        let id = ledger::write(&folder.path().join("kabinet.db"), &key);
        Self { folder, key, id }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("kabinet.db")
    }

    fn store(&self) -> Store {
        Store::open_with(&self.file(), &self.key).unwrap()
    }

    fn copy(&self, today: &str) -> Result<(), StoreError> {
        self.store().keep_copy(&self.file(), &self.key, day(today))
    }

    fn answers(&self) -> Vec<String> {
        ledger::read(&self.file(), &self.key, self.id).into_iter().map(Result::unwrap).collect()
    }

    /// Puts the damaged database aside, and returns it with the copy that replaces it.
    fn recovered(&self) -> SetAside {
        Store::set_aside_if_damaged(&self.file(), &self.key, day("2026-11-29")).unwrap().unwrap()
    }

    fn days(&self) -> Vec<String> {
        Store::copies(&self.file()).unwrap().iter().map(|copy| copy.day.to_string()).collect()
    }

    /// Returns every file beside the database and in the folder of copies.
    fn others(&self) -> Vec<String> {
        let mut names = names(self.folder.path());
        names.retain(|name| !name.starts_with("kabinet.db"));
        names
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Changes a byte in the middle of a file, where figures are.
fn damage(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_damaged_database_comes_back_from_the_newest_copy_that_is_whole() {
    let kept = Kept::new();
    let before = kept.answers();
    kept.copy("2026-11-14").unwrap();
    kept.store().record_month(kept.id, &statement("2021-01", "700.00"), at("2026-11-20T05:00:00Z")).unwrap();
    kept.copy("2026-11-21").unwrap();
    damage(&Store::copies(&kept.file()).unwrap()[0].file);
    damage(&kept.file());
    assert_eq!(kept.recovered().copied_on, Some(day("2026-11-14")));
    assert_eq!(kept.answers(), before);
    kept.store().check().unwrap();
}

#[test]
fn accounts_and_choices_since_the_copy_are_kept_too() {
    let kept = Kept::new();
    kept.copy("2026-11-21").unwrap();
    let mut store = kept.store();
    let later = store.remember_account(&new_account("87654321")).unwrap();
    store.set_category(kept.id, "Антивирус", Some(Category::Equipment)).unwrap();
    let chosen = store.category_overrides(kept.id).unwrap();
    let months = store.months(kept.id).unwrap().len();
    drop(store);
    damage(&kept.file());
    assert_eq!(kept.recovered().copied_on, Some(day("2026-11-21")));
    let store = kept.store();
    assert_eq!(store.accounts().unwrap().iter().map(|it| it.id).collect::<Vec<_>>(), [kept.id, later]);
    assert_eq!(store.category_overrides(kept.id).unwrap(), chosen);
    assert_eq!(store.months(kept.id).unwrap().len(), months, "the figures are those of the copy");
}

#[test]
fn four_copies_are_kept_and_those_of_a_wrong_clock_go_first() {
    let kept = Kept::new();
    kept.copy("2099-01-01").unwrap();
    for today in ["2026-10-31", "2026-11-07", "2026-11-14"] {
        kept.copy(today).unwrap();
    }
    assert_eq!(kept.days(), ["2099-01-01", "2026-11-14", "2026-11-07", "2026-10-31"]);
    fs::write(kept.folder.path().join("backups/kabinet-2026-11-15.db-new"), "half").unwrap();
    kept.copy("2026-11-21").unwrap();
    assert_eq!(kept.days(), ["2026-11-21", "2026-11-14", "2026-11-07", "2026-10-31"]);
    kept.copy("2026-11-28").unwrap();
    assert_eq!(kept.days(), ["2026-11-28", "2026-11-21", "2026-11-14", "2026-11-07"]);
    assert_eq!(names(&kept.folder.path().join("backups")).len(), 5, "they and their lock");
}

#[test]
fn damaged_data_are_not_copied_and_cost_no_earlier_copy() {
    let kept = Kept::new();
    let before = kept.answers();
    kept.copy("2026-11-14").unwrap();
    damage(&kept.file());
    assert!(matches!(kept.copy("2026-11-21"), Err(StoreError::Damaged(_))));
    assert_eq!(kept.days(), ["2026-11-14"]);
    assert_eq!(kept.recovered().copied_on, Some(day("2026-11-14")));
    assert_eq!(kept.answers(), before);
}

#[test]
fn a_copy_has_the_key_of_the_database_and_is_erased_with_it() {
    let kept = Kept::new();
    kept.copy("2026-11-21").unwrap();
    let bytes = fs::read(&Store::copies(&kept.file()).unwrap()[0].file).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("12345678"), "the copy shows the account");
    Store::change_key(&kept.file(), &kept.key, &DatabaseKey::public()).unwrap();
    assert_eq!(kept.others(), [""; 0], "no copy with the earlier key is left");
    let mut store = Store::open(&kept.file()).unwrap();
    store.keep_copy(&kept.file(), &DatabaseKey::public(), day("2026-11-22")).unwrap();
    drop(store);
    Store::erase(&kept.file()).unwrap();
    assert_eq!(names(kept.folder.path()), [""; 0]);
}

#[test]
fn data_from_a_backup_do_not_keep_the_copies_of_those_they_replace() {
    let kept = Kept::new();
    let backup = kept.folder.path().join("backup.kabinet");
    let passphrase = Passphrase::new("тайна".to_owned().into()).unwrap();
    kept.store().back_up(&backup, &passphrase).unwrap();
    kept.copy("2026-11-21").unwrap();
    let wrong = Passphrase::new("не та".to_owned().into()).unwrap();
    let today = day("2026-11-29");
    Store::restore(&kept.file(), &kept.key, &backup, &wrong, today).unwrap_err();
    assert_eq!(kept.days(), ["2026-11-21"], "a refused backup changes nothing");
    Store::restore(&kept.file(), &kept.key, &backup, &passphrase, today).unwrap();
    assert_eq!(kept.others(), ["backup.kabinet"]);
}

#[test]
fn a_month_that_only_the_copy_has_stays_after_the_damage() {
    let kept = Kept::new();
    kept.copy("2026-11-21").unwrap();
    let of = month("2020-02");
    let months = kept.store().statements(kept.id, Some(of)).unwrap();
    fs::write(kept.file(), "Дорогой абонент!").unwrap();
    assert_eq!(kept.recovered().copied_on, Some(day("2026-11-21")));
    assert_eq!(kept.store().statements(kept.id, Some(of)).unwrap(), months);
}
