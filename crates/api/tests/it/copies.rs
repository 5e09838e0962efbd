//! Automatic copies, and the data that come back from one.

use std::fs;

use chrono::TimeDelta;
use kabinet_api::{AccountContext, Credentials, KeyPlace, Language, ProgressObserver, Scope};
use kabinet_demo::{ACCOUNT, CANARY, Running};
use kabinet_store::{NewAccount, Store};

use crate::support::{TestApi, customer, demo};

/// The length of a page of the database in bytes.
const PAGE: usize = 16384;

/// Returns the days of the automatic copies, newest first.
fn copies(it: &TestApi) -> Vec<String> {
    Store::copies(&it.database()).unwrap().iter().map(|copy| copy.day.to_string()).collect()
}

/// Returns a data folder after that number of refreshes, each before a day passes.
async fn refreshed(demo: &Running, refreshes: u32) -> TestApi {
    let it = TestApi::new();
    it.api.sign_in(customer(demo)).await.unwrap();
    for _ in 0..refreshes {
        let given = Credentials::given(CANARY.into());
        it.account().refresh(given, Scope::Changed, &ProgressObserver::default()).await.unwrap();
        it.pass(TimeDelta::days(1));
    }
    it
}

fn account(it: &TestApi, login: &str) -> AccountContext {
    let keys = it.api.account_keys().unwrap();
    it.api.open(keys.iter().find(|key| key.login() == login).unwrap()).unwrap()
}

#[tokio::test]
async fn a_copy_is_made_once_a_week_after_a_refresh() {
    let demo = demo();
    let it = refreshed(&demo, 1).await;
    assert_eq!(copies(&it), [""; 0], "a site that was just read has everything still");
    let it = refreshed(&demo, 9).await;
    assert_eq!(copies(&it), ["2022-02-23", "2022-02-16"]);
    let protection = it.api.protection().unwrap().unwrap();
    assert_eq!((protection.newest_copy, protection.copies), ("2022-02-23".parse().ok(), 2));
}

#[tokio::test]
async fn damaged_data_come_back_from_the_copy_and_the_customer_is_told() {
    let demo = demo();
    let it = refreshed(&demo, 2).await;
    let statement = it.account().statement(None).unwrap();
    let whole = fs::read(it.database()).unwrap();
    for page in 1..whole.len() / PAGE {
        let mut damaged = whole.clone();
        damaged[PAGE * page + 100] ^= 1;
        fs::write(it.database(), damaged).unwrap();
        let again = it.restarted();
        let keys = again.account_keys();
        let read = keys.and_then(|keys| again.open(&keys[0])?.statement(None));
        let Err(error) = read else { continue };
        let told = again.recover(error).localize(Language::Ru);
        assert!(told.hint.contains("из автоматической копии за 16 февраля"), "{told:?}");
        assert_eq!(
            again.open(&again.account_keys().unwrap()[0]).unwrap().statement(None).unwrap(),
            statement
        );
        return;
    }
    panic!("no page has the statement");
}

#[tokio::test]
async fn a_forgotten_account_is_in_no_copy_and_another_one_keeps_its_own() {
    let demo = demo();
    let it = refreshed(&demo, 2).await;
    let other = NewAccount {
        provider: "sevencom".to_owned(),
        site: demo.url().clone(),
        city: None,
        login: "87654321".to_owned(),
        number: "87654321".to_owned().try_into().unwrap(),
    };
    it.store().remember_account(&other).unwrap();
    account(&it, ACCOUNT).sign_out(true).await.unwrap();
    assert_eq!(copies(&it), ["2022-02-17"], "the earlier copy is gone");
    account(&it, "87654321").sign_out(true).await.unwrap();
    assert_eq!(fs::read_dir(it.folder.path()).unwrap().count(), 0, "and nothing is left of the last one");
}

#[tokio::test]
async fn another_key_leaves_no_copy_with_the_earlier_one() {
    let demo = demo();
    let it = refreshed(&demo, 2).await;
    for place in [KeyPlace::Public, KeyPlace::Passphrase("тайна".into()), KeyPlace::Keyring] {
        it.api.protect(&place).unwrap();
        let all = Store::copies(&it.database()).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(Store::kind(&all[0].file).unwrap(), Store::kind(&it.database()).unwrap());
    }
}

#[tokio::test]
async fn a_database_whose_first_bytes_are_damaged_comes_back_with_the_key_that_it_had() {
    let demo = demo();
    let it = refreshed(&demo, 2).await;
    let (keys, statement) = (it.keyring.database_keys(), it.account().statement(None).unwrap());
    fs::write(it.database(), "").unwrap();
    let again = it.restarted();
    let account = again.account_keys().unwrap();
    assert_eq!(again.open(&account[0]).unwrap().statement(None).unwrap(), statement);
    assert_eq!(it.keyring.database_keys(), keys, "no other key, and none that opens nothing");
}
