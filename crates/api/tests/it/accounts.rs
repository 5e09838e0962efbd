//! Tests of signing in and out.

use std::fs;

use kabinet_api::{AccountKey, ApiError, Language};
use kabinet_store::{AccountId, NewAccount};

use crate::support::{TestApi, customer, demo};

fn remember(app: &TestApi, provider: &str, login: &str) -> AccountId {
    let new = NewAccount {
        provider: provider.to_owned(),
        site: "https://www.sevencom.ru".parse().unwrap(),
        city: None,
        login: login.to_owned(),
        number: "12345678".to_owned().try_into().unwrap(),
    };
    app.store().remember_account(&new).unwrap()
}

#[test]
fn the_same_login_at_two_providers_is_two_accounts() {
    let app = TestApi::new();
    assert!(matches!(app.api.open(&AccountKey::new("sevencom", "ivan").unwrap()), Err(ApiError::NoAccount)));
    remember(&app, "sevencom", "ivan");
    remember(&app, "other", "ivan");
    let keys = ["sevencom/ivan", "other/ivan"].map(|text| text.parse::<AccountKey>().unwrap());
    assert_eq!(app.api.account_keys().unwrap(), keys);
    for key in &keys {
        assert_eq!(app.api.open(key).unwrap().key(), *key);
    }
    let Err(ApiError::UnknownAccount { kept, .. }) = app.api.open(&AccountKey::new("mayak", "ivan").unwrap())
    else {
        panic!("there is no such account");
    };
    assert_eq!(kept, ["sevencom/ivan", "other/ivan"]);
}

#[tokio::test]
async fn the_database_goes_with_the_last_account() {
    let app = TestApi::new();
    remember(&app, "sevencom", "ivan");
    remember(&app, "sevencom", "maria");
    let ivan = app.api.open(&AccountKey::new("sevencom", "ivan").unwrap()).unwrap();
    ivan.sign_out(true).await.unwrap();
    assert!(app.database().exists(), "there is still an account in it");
    let logins = app.api.accounts().unwrap().accounts;
    assert_eq!(logins.iter().map(|account| account.login.as_str()).collect::<Vec<_>>(), ["maria"]);
    app.account().sign_out(true).await.unwrap();
    let left: Vec<_> = fs::read_dir(app.folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(left.is_empty(), "something is left: {left:?}");
}

#[tokio::test]
async fn old_data_make_a_reminder_an_estimate() {
    let app = TestApi::new();
    app.api.sign_in(customer(&demo())).await.unwrap();
    let at = |now: &str| app.account().reminders(now.parse().unwrap(), Language::Ru).unwrap().due.remove(0);
    assert!(!at("2022-02-19T12:00:00Z").estimated);
    let later = at("2022-03-19T12:00:00Z");
    assert_eq!((later.debit_date.to_string().as_str(), later.estimated), ("2022-03-20", true));
    assert!(later.text.starts_with("Примерно 20 марта"), "{}", later.text);
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_look_into_the_data() {
    use std::os::unix::fs::PermissionsExt;
    let app = TestApi::new();
    let folder = app.folder.path().join("deeper").join("data");
    let kabinet = kabinet_api::Api::new(
        folder.clone(),
        std::sync::Arc::new(kabinet_api::SystemClock),
        app.keyring.clone(),
    );
    assert!(kabinet.open(&AccountKey::new("sevencom", "ivan").unwrap()).is_err());
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
}
