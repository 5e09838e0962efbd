//! Backups and their restoring.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use kabinet_store::{DatabaseKey, FileKind, Passphrase, Store, StoreError};
use tempfile::TempDir;

use crate::support::ledger;
use crate::support::{AS_BEFORE_FAULTLESS, at, connect_with, new_account, statement};

/// A database with a key, and a backup of it.
struct BackedUp {
    folder: TempDir,
    key: DatabaseKey,
    answers: Vec<String>,
}

impl BackedUp {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = DatabaseKey::random();
        let file = folder.path().join("kabinet.db");
        let id = ledger::write(&file, &key);
        let answers = ledger::read(&file, &key, id).into_iter().map(Result::unwrap).collect();
        let backed_up = Self { folder, key, answers };
        Store::open_with(&file, &backed_up.key).unwrap().back_up(&backed_up.backup(), &passphrase()).unwrap();
        backed_up
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("kabinet.db")
    }

    fn backup(&self) -> PathBuf {
        self.folder.path().join("backup.kabinet")
    }

    fn restore(&self, backup: &Path, passphrase: &Passphrase) -> Result<Option<PathBuf>, StoreError> {
        Store::restore(&self.file(), &self.key, backup, passphrase, today())
    }

    /// Changes the backup as somebody would who knows the passphrase.
    fn change_backup(&self, change: &str) {
        let FileKind::Backup(id) = Store::kind(&self.backup()).unwrap() else { panic!("it is no backup") };
        let key = DatabaseKey::of_passphrase(id, &passphrase()).unwrap();
        connect_with(&self.backup(), &key).execute_batch(change).unwrap();
        fs::remove_file(self.folder.path().join("backup.kabinet-lock")).unwrap();
    }

    /// Returns the number of accounts, with which the file must be whole.
    fn accounts(&self) -> usize {
        let store = Store::open_with(&self.file(), &self.key).unwrap();
        store.check().unwrap();
        store.accounts().unwrap().len()
    }
}

fn today() -> NaiveDate {
    "2026-11-29".parse().unwrap()
}

fn passphrase() -> Passphrase {
    Passphrase::new("it's «наша» \"тайна\"".to_owned().into()).unwrap()
}

#[test]
fn everything_comes_back_from_a_backup() {
    let it = BackedUp::new();
    let mut store = Store::open_with(&it.file(), &it.key).unwrap();
    let id = store.accounts().unwrap()[0].id;
    store.forget(id).unwrap();
    drop(store);
    let earlier = it.restore(&it.backup(), &passphrase()).unwrap().unwrap();
    let read: Vec<String> = ledger::read(&it.file(), &it.key, id).into_iter().map(Result::unwrap).collect();
    assert_eq!(read, it.answers);
    assert!(earlier.to_str().unwrap().ends_with("kabinet.db.replaced-2026-11-29"), "{earlier:?}");
    let earlier = Store::open_with(&earlier, &it.key).unwrap();
    assert_eq!(earlier.accounts().unwrap(), [], "the database that was replaced stays too");
}

#[test]
fn a_backup_of_an_earlier_release_comes_back_too() {
    let it = BackedUp::new();
    it.change_backup(AS_BEFORE_FAULTLESS);
    it.restore(&it.backup(), &passphrase()).unwrap();
    assert_eq!(it.accounts(), 1);
    let id = Store::open_with(&it.file(), &it.key).unwrap().accounts().unwrap()[0].id;
    let read: Vec<String> = ledger::read(&it.file(), &it.key, id).into_iter().map(Result::unwrap).collect();
    assert_eq!(read, it.answers);
}

#[test]
fn a_backup_is_restored_where_there_is_no_database() {
    let it = BackedUp::new();
    let file = it.folder.path().join("another.db");
    let key = DatabaseKey::public();
    assert_eq!(Store::restore(&file, &key, &it.backup(), &passphrase(), today()).unwrap(), None);
    let id = Store::open(&file).unwrap().accounts().unwrap()[0].id;
    let read: Vec<String> = ledger::read(&file, &key, id).into_iter().map(Result::unwrap).collect();
    assert_eq!(read, it.answers);
}

#[test]
fn a_backup_shows_nothing_without_its_passphrase() {
    let it = BackedUp::new();
    let bytes = fs::read(it.backup()).unwrap();
    for text in ["12345678", "sevencom", "Операция", "SQLite", "CREATE"] {
        assert!(
            !bytes.windows(text.len()).any(|window| window == text.as_bytes()),
            "{text} is in the backup"
        );
    }
    let wrong = Passphrase::new("тайна".to_owned().into()).unwrap();
    let refused = it.restore(&it.backup(), &wrong);
    assert!(matches!(refused, Err(StoreError::WrongPassphrase)), "{refused:?}");
    assert_eq!(it.accounts(), 1);
    assert!(matches!(Passphrase::new(String::new().into()), Err(StoreError::BadPassphrase)));
}

#[test]
fn two_backups_of_the_same_data_have_nothing_in_common() {
    let it = BackedUp::new();
    let second = it.folder.path().join("second.kabinet");
    Store::open_with(&it.file(), &it.key).unwrap().back_up(&second, &passphrase()).unwrap();
    let [first, second] = [it.backup(), second].map(|file| fs::read(file).unwrap());
    assert_ne!(first[..32], second[..32]);
}

#[test]
fn damaged_cut_and_foreign_backups_are_refused_and_change_nothing() {
    let it = BackedUp::new();
    let whole = fs::read(it.backup()).unwrap();
    let hostile = it.folder.path().join("hostile");
    let before = fs::read(it.file()).unwrap();
    let mut files: Vec<Vec<u8>> =
        vec![Vec::new(), b"PK\x03\x04 an archive".to_vec(), vec![0; 65536], before.clone()];
    files.extend([1, 20000, whole.len() / 2, whole.len() - 1].map(|length| whole[..length].to_vec()));
    files.extend((0..8).map(|part| {
        let mut damaged = whole.clone();
        damaged[part * (whole.len() - 1) / 7] ^= 4;
        damaged
    }));
    for (number, bytes) in files.into_iter().enumerate() {
        fs::write(&hostile, bytes).unwrap();
        let refused = it.restore(&hostile, &passphrase());
        let is_refused = matches!(refused, Err(StoreError::NotABackup | StoreError::WrongPassphrase));
        assert!(is_refused, "file {number}: {refused:?}");
        assert!(fs::read(it.file()).unwrap() == before, "file {number} changed the database");
    }
    let missing = it.restore(&it.folder.path().join("missing"), &passphrase());
    assert!(matches!(missing, Err(StoreError::NotABackup)), "{missing:?}");
    let names: Vec<String> = ledger::files(it.folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["backup.kabinet", "hostile", "kabinet.db", "kabinet.db-lock"]);
}

#[test]
fn a_backup_with_another_schema_or_impossible_values_is_refused() {
    for change in [
        "CREATE TRIGGER hostile AFTER INSERT ON account BEGIN DELETE FROM statement; END",
        "CREATE VIEW hostile AS SELECT * FROM account",
        "DROP TABLE reminder_day",
        "UPDATE account SET number = ''",
        "UPDATE statement_transaction SET date = '2026-02-30'",
        "UPDATE summary SET balance = 9223372036854775807",
        "PRAGMA foreign_keys = OFF; DELETE FROM account",
    ] {
        let it = BackedUp::new();
        it.change_backup(change);
        let refused = it.restore(&it.backup(), &passphrase());
        assert!(matches!(refused, Err(StoreError::NotABackup)), "{change}: {refused:?}");
        assert_eq!(it.accounts(), 1);
    }
}

#[test]
fn a_backup_of_a_newer_release_is_named_as_such() {
    let it = BackedUp::new();
    it.change_backup("PRAGMA user_version = 99");
    let refused = it.restore(&it.backup(), &passphrase());
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })), "{refused:?}");
}

#[test]
fn a_backup_is_one_moment_while_others_write() {
    const PRICES: [&str; 2] = ["800.00", "900.00"];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let mut store = Store::open(&file).unwrap();
    let id = store.remember_account(&new_account("12345678")).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = Store::open(&file).unwrap();
            let ten_years: Vec<String> = (2000..2010)
                .flat_map(|year| (1..=12).map(move |number| format!("{year}-{number:02}")))
                .collect();
            let prices = PRICES.iter().cycle();
            // The months repeat: a database that grows is copied ever more slowly, until no month is left.
            for (price, of) in prices.flat_map(|price| ten_years.iter().map(move |of| (price, of))) {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                writer.record_month(id, &statement(of, price), at("2026-11-01T05:00:00Z")).unwrap();
            }
        });
        while store.months(id).unwrap().is_empty() {
            std::thread::yield_now();
        }
        for number in 0..4 {
            store.back_up(&folder.path().join(format!("{number}.kabinet")), &passphrase()).unwrap();
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    drop(store);
    for number in 0..4 {
        let backup = folder.path().join(format!("{number}.kabinet"));
        Store::restore(&file, &DatabaseKey::public(), &backup, &passphrase(), today()).unwrap();
        let months = Store::open(&file).unwrap().statements(id, None).unwrap();
        assert!(!months.is_empty());
        for read in months {
            let wholes = PRICES.map(|price| statement(&read.totals.month.to_string(), price));
            assert!(wholes.contains(&read), "a half month: {read:?}");
        }
    }
}

#[test]
fn several_backups_to_one_file_at_once_are_each_whole() {
    let it = BackedUp::new();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut store = Store::open_with(&it.file(), &it.key).unwrap();
                store.back_up(&it.backup(), &passphrase()).unwrap();
            });
        }
    });
    fs::write(it.folder.path().join("backup.kabinet-3-new"), "cut off").unwrap();
    fs::write(it.folder.path().join("backup.kabinet-3-lock"), "").unwrap();
    Store::open_with(&it.file(), &it.key).unwrap().back_up(&it.backup(), &passphrase()).unwrap();
    let names: Vec<String> = ledger::files(it.folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["backup.kabinet", "kabinet.db", "kabinet.db-lock"], "nothing is left over");
    it.restore(&it.backup(), &passphrase()).unwrap();
    assert_eq!(it.accounts(), 1);
}

#[test]
fn the_database_itself_is_no_place_for_a_backup() {
    let it = BackedUp::new();
    let mut store = Store::open_with(&it.file(), &it.key).unwrap();
    let refused = store.back_up(&it.file(), &passphrase());
    assert!(matches!(refused, Err(StoreError::BackupFile(_))), "{refused:?}");
    drop(store);
    assert_eq!(it.accounts(), 1);
}

#[test]
fn erasing_leaves_no_file_of_the_database() {
    let it = BackedUp::new();
    it.restore(&it.backup(), &passphrase()).unwrap();
    fs::write(it.file(), "damage").unwrap();
    Store::set_aside_if_damaged(&it.file(), &it.key, today()).unwrap().unwrap();
    fs::write(it.folder.path().join("kabinet.db-new"), "cut off").unwrap();
    fs::write(it.folder.path().join("kabinet.db.txt"), "the customer's own").unwrap();
    Store::erase(&it.file()).unwrap();
    let names: Vec<String> = ledger::files(it.folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["backup.kabinet", "kabinet.db.txt"], "a backup is the customer's own file");
}
