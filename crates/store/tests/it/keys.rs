//! Keys: the secrecy that they give, and how a file gets another one.

use std::fs;
use std::path::Path;

use kabinet_store::{
    AccountId, DatabaseKey, FileKind, KeyNote, KeySource, Passphrase, SetAsideReason, Store, StoreError,
};
use rusqlite::Connection;
use secrecy::ExposeSecret;

use crate::support::ledger;
use crate::support::other_process::{self, OtherProcess};
use crate::support::{connect, connect_with, make_plain};

/// The length of a page in bytes.
const PAGE: usize = 16384;

#[test]
fn a_file_with_a_secret_key_shows_nothing_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let key = DatabaseKey::random();
    ledger::write(&file, &key);
    let _open = Store::open_with(&file, &key).unwrap();
    for (name, bytes) in ledger::files(folder.path()) {
        for text in ["12345678", "sevencom", "Операция", "SQLite", "CREATE"] {
            let is_shown = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!is_shown, "{text} is in {name}");
        }
    }
    for wrong in [DatabaseKey::public(), DatabaseKey::random()] {
        assert!(matches!(Store::open_with(&file, &wrong), Err(StoreError::OtherKey)));
        let outcome = connect_with(&file, &wrong).query_row("SELECT login FROM account", [], |_| Ok(()));
        assert!(outcome.is_err(), "a wrong key opened the file");
    }
    let without = Connection::open(&file).unwrap();
    assert!(without.query_row("SELECT login FROM account", [], |_| Ok(())).is_err());
}

#[test]
fn a_key_is_read_back_from_its_digits() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let key = DatabaseKey::random();
    let id = ledger::write(&file, &key);
    assert_eq!(Store::kind(&file).unwrap(), FileKind::Keyed(key.id()));
    let again = DatabaseKey::from_digits(key.id(), key.digits().clone()).unwrap();
    assert!(ledger::read(&file, &again, id).iter().all(Result::is_ok));
    let long = "a".repeat(65);
    for text in ["", "secret", &"g".repeat(64), &long] {
        let refused = DatabaseKey::from_digits(key.id(), text.to_owned().into());
        assert!(matches!(refused, Err(StoreError::NotAKey)), "{text}");
    }
    let other = DatabaseKey::random();
    assert_ne!((other.id(), other.digits().expose_secret()), (key.id(), key.digits().expose_secret()));
}

#[test]
fn a_file_gets_another_key_and_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (public, secret) = (DatabaseKey::public(), DatabaseKey::random());
    let id = ledger::write(&file, &public);
    let before: Vec<String> = ledger::read(&file, &public, id).into_iter().map(Result::unwrap).collect();
    for (from, to) in [(&public, &secret), (&secret, &public)] {
        Store::change_key(&file, from, to).unwrap();
        let after: Vec<String> = ledger::read(&file, to, id).into_iter().map(Result::unwrap).collect();
        assert_eq!(after, before);
        assert!(
            matches!(Store::change_key(&file, from, to), Err(StoreError::OtherKey)),
            "it was done already"
        );
    }
    let names: Vec<String> = ledger::files(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["kabinet.db", "kabinet.db-lock"], "nothing stays of the way there");
}

#[test]
fn a_file_is_not_replaced_while_it_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (public, secret) = (DatabaseKey::public(), DatabaseKey::random());
    ledger::write(&file, &public);
    let open = Store::open(&file).unwrap();
    assert!(matches!(Store::change_key(&file, &public, &secret), Err(StoreError::Busy)));
    drop(open);
    Store::change_key(&file, &public, &secret).unwrap();
}

#[test]
fn a_file_is_not_replaced_while_another_process_uses_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (public, secret) = (DatabaseKey::public(), DatabaseKey::random());
    ledger::write(&file, &public);
    let other = OtherProcess::start("keys::holds_the_file_it_is_given", &file);
    while !file.with_file_name("held").exists() {
        std::thread::yield_now();
    }
    assert!(matches!(Store::change_key(&file, &public, &secret), Err(StoreError::Busy)));
    drop(other);
    Store::change_key(&file, &public, &secret).unwrap();
}

#[test]
fn holds_the_file_it_is_given() {
    let Some(file) = other_process::given_file() else { return };
    let _held = Store::open(&file).unwrap();
    fs::write(file.with_file_name("held"), "").unwrap();
    loop {
        std::thread::park();
    }
}

#[test]
fn a_database_from_before_encryption_is_taken_over_with_everything() {
    for key in [DatabaseKey::public(), DatabaseKey::random()] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kabinet.db");
        let id = ledger::write(&file, &DatabaseKey::public());
        let public = DatabaseKey::public();
        let before: Vec<String> = ledger::read(&file, &public, id).into_iter().map(Result::unwrap).collect();
        make_plain(&file);
        assert_eq!(Store::kind(&file).unwrap(), FileKind::Plain);
        let today = "2026-11-30".parse().unwrap();
        assert_eq!(Store::set_aside_if_damaged(&file, &key, today).unwrap(), None, "it is whole");
        let after: Vec<String> = ledger::read(&file, &key, id).into_iter().map(Result::unwrap).collect();
        assert_eq!(after, before);
        assert_eq!(Store::kind(&file).unwrap(), FileKind::Keyed(key.id()));
        let names: Vec<String> = ledger::files(folder.path()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["kabinet.db", "kabinet.db-lock"], "nothing stays of the file without a key");
    }
}

#[test]
fn a_release_from_before_encryption_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    ledger::write(&file, &DatabaseKey::public());
    make_plain(&file);
    let old_release = Connection::open(&file).unwrap();
    old_release.execute_batch("PRAGMA journal_mode = WAL; UPDATE account SET name = 'дом'").unwrap();
    assert!(matches!(Store::open(&file), Err(StoreError::Busy)));
    old_release.execute_batch("UPDATE account SET name = 'дача'").unwrap();
    drop(old_release);
    let store = Store::open(&file).unwrap();
    assert_eq!(store.accounts().unwrap()[0].name.as_deref(), Some("дача"));
}

#[test]
fn an_id_is_not_given_again_after_the_file_has_got_another_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (public, secret) = (DatabaseKey::public(), DatabaseKey::random());
    let id = ledger::write(&file, &public);
    Store::open(&file).unwrap().forget(id).unwrap();
    Store::change_key(&file, &public, &secret).unwrap();
    let mut store = Store::open_with(&file, &secret).unwrap();
    assert_ne!(store.remember_account(&crate::support::new_account("12345678")).unwrap(), id);
}

#[test]
fn a_file_whose_key_is_lost_is_put_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (lost, other) = (DatabaseKey::random(), DatabaseKey::random());
    let id = ledger::write(&file, &lost);
    let today = "2026-11-29".parse().unwrap();
    assert_eq!(Store::set_aside_without_key(&file, other.id(), today).unwrap(), None, "another key is lost");
    let aside = Store::set_aside_without_key(&file, lost.id(), today).unwrap().unwrap();
    assert_eq!(aside.reason, SetAsideReason::KeyLost);
    assert_eq!(Store::kind(&file).unwrap(), FileKind::Missing);
    fs::rename(aside.file, &file).unwrap();
    assert!(ledger::read(&file, &lost, id).iter().all(Result::is_ok), "the key may come back");
}

/// Writes a ledger under a passphrase, and returns its answers.
fn write_under_passphrase(file: &Path) -> (AccountId, Vec<String>) {
    let key = DatabaseKey::of_new_passphrase(&passphrase("верная")).unwrap();
    let id = ledger::write(file, &key);
    (id, answers(file, &key, id))
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned().into()).unwrap()
}

fn answers(file: &Path, key: &DatabaseKey, id: AccountId) -> Vec<String> {
    ledger::read(file, key, id).into_iter().map(Result::unwrap).collect()
}

#[test]
fn a_passphrase_opens_a_file_and_a_wrong_one_does_not_touch_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (id, written) = write_under_passphrase(&file);
    let before = ledger::files(folder.path());
    for wrong in ["Верная", "верная ", "другая"] {
        let refused = Store::unlock(&file, &passphrase(wrong));
        assert!(matches!(refused, Err(StoreError::WrongPassphrase)), "{wrong}: {refused:?}");
        assert!(ledger::files(folder.path()) == before, "{wrong} has changed a file");
    }
    let key = Store::unlock(&file, &passphrase("верная")).unwrap();
    assert_eq!(key.id().source(), KeySource::Passphrase);
    assert_eq!(answers(&file, &key, id), written);
}

#[test]
fn two_files_under_one_passphrase_have_different_keys() {
    let [one, other] = [(); 2].map(|()| DatabaseKey::of_new_passphrase(&passphrase("верная")).unwrap());
    assert_ne!(one.digits().expose_secret(), other.digits().expose_secret());
    let again = DatabaseKey::of_passphrase(one.id(), &passphrase("верная")).unwrap();
    assert_eq!(again.digits().expose_secret(), one.digits().expose_secret());
}

#[test]
fn damage_makes_no_passphrase_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    write_under_passphrase(&file);
    let whole = fs::read(&file).unwrap();
    for at in [20, PAGE / 2, PAGE + 20, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&file, damaged).unwrap();
        assert!(Store::unlock(&file, &passphrase("верная")).is_ok(), "a bit at {at}");
        let refused = Store::unlock(&file, &passphrase("другая"));
        assert!(matches!(refused, Err(StoreError::WrongPassphrase)), "a bit at {at}: {refused:?}");
    }
}

#[test]
fn a_passphrase_opens_a_file_that_a_killed_process_was_changing() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let [file, killed] = folders.each_ref().map(|folder| folder.path().join("база #1.db"));
    let (id, written) = write_under_passphrase(&file);
    let key = Store::unlock(&file, &passphrase("верная")).unwrap();
    let change = connect_with(&file, &key);
    let begin = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;
                 BEGIN IMMEDIATE; UPDATE account SET name = 'дом';";
    change.execute_batch(begin).unwrap();
    let journal = |file: &Path| file.with_extension("db-journal");
    fs::copy(&file, &killed).unwrap();
    fs::copy(journal(&file), journal(&killed)).unwrap();
    let left = || [&killed, &journal(&killed)].map(|file| fs::read(file).unwrap());
    let before = left();
    let refused = Store::unlock(&killed, &passphrase("другая"));
    assert!(matches!(refused, Err(StoreError::WrongPassphrase)), "{refused:?}");
    let key = Store::unlock(&killed, &passphrase("верная")).unwrap();
    assert!(left() == before, "nothing is played back before the file is opened");
    assert_eq!(answers(&killed, &key, id), written);
    assert!(!journal(&killed).exists(), "the change is undone");
}

#[test]
fn a_file_whose_passphrase_is_forgotten_is_put_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (id, written) = write_under_passphrase(&file);
    let FileKind::Keyed(key) = Store::kind(&file).unwrap() else { panic!("it has no key") };
    let aside = Store::set_aside_without_key(&file, key, "2026-11-29".parse().unwrap()).unwrap().unwrap();
    assert_eq!(aside.reason, SetAsideReason::PassphraseForgotten);
    assert!(aside.file.ends_with("kabinet.db.passphrase-forgotten-2026-11-29"), "{aside:?}");
    fs::rename(aside.file, &file).unwrap();
    let key = Store::unlock(&file, &passphrase("верная")).unwrap();
    assert_eq!(answers(&file, &key, id), written, "it may be remembered later");
}

#[test]
fn the_note_of_a_key_outlives_its_process_and_names_the_key_that_nobody_needs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    let (public, new) = (DatabaseKey::public(), DatabaseKey::random());
    ledger::write(&file, &public);
    let note = KeyNote::write(&file, new.id()).unwrap();
    assert!(KeyNote::left_over(&file).unwrap().is_none(), "its process lives");
    drop(note);
    let left = KeyNote::left_over(&file).unwrap().unwrap();
    assert_eq!(left.needless_key().unwrap(), Some(new.id()), "the file has not got it");
    drop(left);
    Store::change_key(&file, &public, &new).unwrap();
    let left = KeyNote::left_over(&file).unwrap().unwrap();
    assert_eq!(left.needless_key().unwrap(), None, "the file has it");
    left.remove().unwrap();
    assert!(KeyNote::left_over(&file).unwrap().is_none());
    let names: Vec<String> = ledger::files(folder.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["kabinet.db", "kabinet.db-lock"]);
}

#[test]
fn the_salt_of_the_file_is_the_one_that_the_store_gave() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kabinet.db");
    ledger::write(&file, &DatabaseKey::public());
    let accounts: u32 =
        connect(&file).query_row("SELECT count(*) FROM account", [], |row| row.get(0)).unwrap();
    assert_eq!(accounts, 1);
}
