//! The key of the database, and databases that cannot be read.

use std::fs;
use std::sync::mpsc;
use std::time::Duration;

use chrono::TimeDelta;
use kabinet_api::view::ProtectedBy;
use kabinet_api::{ApiError, ErrorCode, KeyPlace, SecretName, Secrets, SignIn};
use kabinet_demo::Running;
use kabinet_store::{DatabaseKey, FileKind, KeyId, KeyNote, Store};

use crate::support::{TestApi, customer, demo};

/// The length of a page of the database in bytes.
const PAGE: u64 = 16384;

/// Returns a data folder after a sign-in.
async fn signed_in(it: TestApi, demo: &Running) -> TestApi {
    it.api.sign_in(customer(demo)).await.unwrap();
    it
}

fn code(error: Option<ApiError>) -> Option<ErrorCode> {
    error.map(|error| error.code())
}

/// Returns the names of the files that were put aside.
fn aside(it: &TestApi) -> Vec<String> {
    let entries = fs::read_dir(it.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let names = entries.map(|name| name.into_string().unwrap());
    let mut aside: Vec<String> = names.filter(|name| name.starts_with("kabinet.db.")).collect();
    aside.sort();
    aside
}

fn flip_a_bit(it: &TestApi, at: usize) {
    let mut bytes = fs::read(it.database()).unwrap();
    bytes[at] ^= 1;
    fs::write(it.database(), bytes).unwrap();
}

#[tokio::test]
async fn the_key_of_the_database_is_in_the_keyring_and_the_data_are_read_with_it_alone() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let FileKind::Keyed(id) = Store::kind(&it.database()).unwrap() else { panic!("it has no key") };
    assert_eq!(it.keyring.database_keys(), [format!("database key {id}")]);
    assert!(Store::open(&it.database()).is_err(), "the public key opens it");
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn a_keyring_that_saves_late_keeps_the_key_all_the_same() {
    let demo = demo();
    let it = signed_in(TestApi::with_slow_keyring(3), &demo).await;
    assert_eq!(it.protected_by(), Some(ProtectedBy::Keyring));
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn the_keyring_is_asked_for_the_key_once_in_a_run() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let again = it.restarted();
    let before = it.keyring.requests();
    for _ in 0..5 {
        again.account_keys().unwrap();
    }
    assert_eq!(it.keyring.requests() - before, 1);
}

#[tokio::test]
async fn without_a_keyring_the_data_are_kept_and_no_secret() {
    let demo = demo();
    let it = signed_in(TestApi::without_keyring(), &demo).await;
    assert_eq!(Store::kind(&it.database()).unwrap(), FileKind::Keyed(KeyId::PUBLIC));
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn a_customer_who_wants_no_keyring_gets_no_key_in_it() {
    let demo = demo();
    let it = TestApi::new();
    it.api.sign_in(SignIn { keep_password: false, ..customer(&demo) }).await.unwrap();
    assert_eq!(Store::kind(&it.database()).unwrap(), FileKind::Keyed(KeyId::PUBLIC));
    assert_eq!(it.keyring.database_keys(), [""; 0]);
}

#[tokio::test]
async fn a_keyring_that_fails_costs_nothing_and_is_not_asked_all_the_time() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let before = fs::read(it.database()).unwrap();
    let (late, keys) = (it.restarted(), it.keyring.database_keys());
    it.keyring.set_failing(true);
    let requests = it.keyring.requests();
    for _ in 0..3 {
        assert_eq!(code(late.account_keys().err()), Some(ErrorCode::DatabaseLocked));
    }
    assert_eq!(it.keyring.requests() - requests, 1, "it must not prompt again and again");
    it.keyring.set_failing(false);
    assert!(late.account_keys().is_err(), "nobody has asked for it yet");
    late.ask_keyring_again();
    assert_eq!(late.account_keys().unwrap().len(), 1);
    assert_eq!((fs::read(it.database()).unwrap(), it.keyring.database_keys()), (before, keys));
    assert_eq!(aside(&it), [""; 0]);
}

#[tokio::test]
async fn a_keyring_that_comes_late_is_asked_again_after_half_an_hour() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let late = it.restarted();
    it.keyring.set_failing(true);
    assert!(late.account_keys().is_err());
    it.keyring.set_failing(false);
    it.pass(TimeDelta::minutes(29));
    assert!(late.account_keys().is_err());
    it.pass(TimeDelta::minutes(1));
    assert_eq!(late.account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn a_lost_key_puts_the_file_aside_and_the_customer_signs_in_again() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let before = fs::read(it.database()).unwrap();
    it.keyring.lose_everything();
    let again = it.restarted();
    assert_eq!(again.account_keys().unwrap(), []);
    assert_eq!(code(again.take_set_aside()), Some(ErrorCode::DatabaseKeyLost));
    assert_eq!(code(again.take_set_aside()), None, "it is told once");
    assert_eq!(aside(&it), ["kabinet.db.key-lost-2022-02-15"]);
    assert!(fs::read(it.folder.path().join(&aside(&it)[0])).unwrap() == before);
    again.sign_in(customer(&demo)).await.unwrap();
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn a_damaged_beginning_is_put_aside_and_the_customer_signs_in_again() {
    for it in [TestApi::new(), TestApi::without_keyring()] {
        let demo = demo();
        let it = signed_in(it, &demo).await;
        flip_a_bit(&it, 5);
        let again = it.restarted();
        again.sign_in(customer(&demo)).await.unwrap();
        assert_eq!(code(again.take_set_aside()), Some(ErrorCode::DatabaseDamaged));
        assert_eq!(aside(&it), ["kabinet.db.damaged-2022-02-15"]);
        assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn damage_that_is_found_while_reading_keeps_the_account_and_reports_the_file() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let pages = fs::metadata(it.database()).unwrap().len() / PAGE;
    let mut found = 0;
    for page in 1..pages {
        let whole = fs::read(it.database()).unwrap();
        flip_a_bit(&it, usize::try_from(PAGE * page + 100).unwrap());
        let again = it.restarted();
        let read = again.account_keys().and_then(|keys| match keys.first() {
            Some(key) => again.open(key)?.account_summary().map(drop),
            None => Ok(()),
        });
        if let Err(error) = read {
            let reported = again.recover(error);
            assert!(matches!(reported, ApiError::SetAside(_)), "page {page}: {reported:?}");
            assert_eq!(aside(&it).len(), 1, "page {page}");
            found += usize::from(again.account_keys().unwrap().len() == 1);
            fs::remove_file(it.folder.path().join(&aside(&it)[0])).unwrap();
        }
        fs::write(it.database(), whole).unwrap();
    }
    assert!(found > 0, "no damage was found beside the account");
}

#[tokio::test]
async fn a_whole_database_is_never_put_aside() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let before = fs::read(it.database()).unwrap();
    let unfounded = || {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kabinet.db");
        fs::write(&file, "not a database").unwrap();
        ApiError::from(Store::open(&file).unwrap_err())
    };
    assert!(matches!(it.api.recover(unfounded()), ApiError::Database(_)));
    assert!(matches!(it.api.recover(ApiError::NoAccount), ApiError::NoAccount));
    assert_eq!(aside(&it), [""; 0]);
    assert!(fs::read(it.database()).unwrap() == before);
}

#[tokio::test]
async fn erasing_takes_the_key_and_what_was_put_aside_with_it() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    flip_a_bit(&it, 5);
    it.api.account_keys().unwrap();
    assert_eq!(aside(&it).len(), 1);
    it.api.erase_everything().unwrap();
    assert!(!it.folder.path().exists());
    let known = it.keyring.database_keys();
    assert_eq!(known.len(), 1, "the one whose name the damage made unreadable: {known:?}");
}

#[tokio::test]
async fn the_customer_chooses_whether_the_data_are_encrypted() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let before = it.account().account_summary().unwrap().summary;
    assert_eq!(it.protected_by(), Some(ProtectedBy::Keyring));
    use ProtectedBy::{Keyring, Nothing, Passphrase};
    for by in [Nothing, Keyring, Keyring, Passphrase, Passphrase, Nothing, Passphrase, Keyring] {
        assert_eq!(it.api.protect(&KeyPlace::new(by, "тайна".into())).unwrap().by, by);
        assert_eq!(it.protected_by(), Some(by));
        assert_eq!(it.keyring.database_keys().len(), usize::from(by == Keyring), "no key is left over");
        let again = it.restarted();
        again.unlock("тайна".into()).unwrap();
        assert_eq!(again.account_keys().unwrap().len(), 1);
        assert_eq!(it.account().account_summary().unwrap().summary, before);
    }
}

#[tokio::test]
async fn data_that_the_keyring_cannot_protect_stay_as_they_are() {
    let demo = demo();
    let it = signed_in(TestApi::without_keyring(), &demo).await;
    assert_eq!(code(it.api.protect(&KeyPlace::Keyring).err()), Some(ErrorCode::DatabaseLocked));
    assert_eq!(it.protected_by(), Some(ProtectedBy::Nothing));
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn a_backup_brings_back_what_was_forgotten_and_holds_no_password() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let file = it.folder.path().join("backup.kabinet");
    let before = it.account().account_summary().unwrap().summary;
    it.api.back_up(&file, "тайна".into()).unwrap();
    it.account().sign_out(true).await.unwrap();
    assert_eq!(it.api.account_keys().unwrap(), []);
    assert_eq!(code(it.api.restore(&file, "не та".into()).err()), Some(ErrorCode::WrongPassphrase));
    it.api.restore(&file, "тайна".into()).unwrap();
    assert_eq!(it.account().account_summary().unwrap().summary, before);
    assert_eq!(it.protected_by(), Some(ProtectedBy::Keyring));
    assert_eq!(it.keyring.names(), [""; 0], "the password did not come back with it");
}

#[tokio::test]
async fn a_refused_backup_leaves_no_key_in_the_keyring() {
    let it = TestApi::new();
    let file = it.folder.path().join("letter.txt");
    fs::write(&file, "Дорогой абонент!").unwrap();
    assert_eq!(code(it.api.restore(&file, "тайна".into()).err()), Some(ErrorCode::NotABackup));
    assert_eq!(it.keyring.database_keys(), [""; 0]);
}

/// Returns a data folder after a sign-in without a keyring, under a passphrase.
async fn under_passphrase(demo: &Running) -> TestApi {
    let it = TestApi::without_keyring();
    assert!(!it.api.has_keyring());
    it.api.protect(&KeyPlace::Passphrase("верная".into())).unwrap();
    signed_in(it, demo).await
}

#[tokio::test]
async fn a_passphrase_is_needed_once_in_a_run_and_a_wrong_one_changes_nothing() {
    let demo = demo();
    let it = under_passphrase(&demo).await;
    assert_eq!(it.protected_by(), Some(ProtectedBy::Passphrase));
    let before = fs::read(it.database()).unwrap();
    let again = it.restarted();
    assert_eq!(code(again.account_keys().err()), Some(ErrorCode::PassphraseNeeded));
    assert_eq!(code(again.sign_in(customer(&demo)).await.err()), Some(ErrorCode::PassphraseNeeded));
    for wrong in ["", "другая"] {
        assert_eq!(code(again.unlock(wrong.into()).err()), Some(ErrorCode::WrongPassphrase));
        assert!(again.is_locked().unwrap());
    }
    assert!(fs::read(it.database()).unwrap() == before, "the file was touched");
    again.unlock("верная".into()).unwrap();
    assert_eq!(again.account_keys().unwrap().len(), 1);
    assert_eq!(aside(&it), [""; 0]);
}

#[tokio::test]
async fn a_forgotten_passphrase_puts_the_data_aside_and_the_customer_signs_in_again() {
    let demo = demo();
    let it = under_passphrase(&demo).await;
    let before = fs::read(it.database()).unwrap();
    it.api.give_up_passphrase().unwrap();
    assert_eq!(aside(&it), [""; 0], "data that are open stay");
    let again = it.restarted();
    again.give_up_passphrase().unwrap();
    assert_eq!(aside(&it), ["kabinet.db.passphrase-forgotten-2022-02-15"]);
    assert!(fs::read(it.folder.path().join(&aside(&it)[0])).unwrap() == before);
    assert!(matches!(again.take_set_aside(), Some(ApiError::SetAside(_))));
    again.sign_in(customer(&demo)).await.unwrap();
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
}

#[tokio::test]
async fn data_under_a_passphrase_whose_first_bytes_are_damaged_ask_for_it_too() {
    let demo = demo();
    let it = under_passphrase(&demo).await;
    it.api.protect(&KeyPlace::Passphrase("верная".into())).unwrap();
    flip_a_bit(&it, 5);
    let again = it.restarted();
    assert_eq!(code(again.account_keys().err()), Some(ErrorCode::PassphraseNeeded));
    again.unlock("верная".into()).unwrap();
    assert_eq!(again.account_keys().unwrap().len(), 1, "the account is back from the copy");
    assert_eq!(code(again.take_set_aside()), Some(ErrorCode::DatabaseDamaged));
}

#[tokio::test]
async fn a_key_that_a_killed_process_has_left_in_the_keyring_is_deleted_at_the_next_opening() {
    let demo = demo();
    let it = signed_in(TestApi::new(), &demo).await;
    let used = it.keyring.database_keys();
    let orphan = DatabaseKey::random();
    it.keyring.put(&SecretName::database(orphan.id()), orphan.digits()).unwrap();
    drop(KeyNote::write(&it.database(), orphan.id()).unwrap());
    it.keyring.set_failing(true);
    let _ = it.restarted().account_keys();
    it.keyring.set_failing(false);
    assert_eq!(it.keyring.database_keys().len(), 2, "a keyring that fails deletes nothing");
    assert_eq!(it.restarted().account_keys().unwrap().len(), 1);
    assert_eq!(it.keyring.database_keys(), used);
    let requests = it.keyring.requests();
    it.api.account_keys().unwrap();
    assert_eq!(it.keyring.requests(), requests, "nothing is left to do");
}

#[test]
fn while_the_keyring_asks_other_questions_wait_and_block_nothing_else() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let demo = demo();
    let it = runtime.block_on(signed_in(TestApi::new(), &demo));
    let (again, before) = (it.restarted(), it.keyring.requests());
    let prompt = it.keyring.prompt();
    let question = || {
        let api = again.clone();
        runtime.spawn(async move { api.account_keys().unwrap().len() })
    };
    let questions = [question(), question(), question()];
    while it.keyring.requests() == before {
        std::thread::yield_now();
    }
    let (answer, answered) = mpsc::channel();
    let api = again.clone();
    runtime.spawn(async move { answer.send(api.providers().len()).unwrap() });
    assert!(answered.recv_timeout(Duration::from_secs(20)).is_ok(), "the window hangs");
    drop(prompt);
    for question in questions {
        assert_eq!(runtime.block_on(question).unwrap(), 1);
    }
    assert_eq!(it.keyring.requests() - before, 1, "it asks once for all of them");
}
