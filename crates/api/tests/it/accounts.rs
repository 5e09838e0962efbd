use std::fs;

use kabinet_api::{ApiError, Language};
use kabinet_store::{AccountId, NewAccount};

use crate::desk::{Desk, customer, demo};

fn remember(desk: &Desk, provider: &str, login: &str) -> AccountId {
    let new = NewAccount {
        provider: provider.to_owned(),
        site: "https://www.sevencom.ru".parse().unwrap(),
        city: None,
        login: login.to_owned(),
        number: "12345678".to_owned().try_into().unwrap(),
    };
    desk.store().remember_account(&new).unwrap()
}

#[test]
fn where_there_are_several_one_is_chosen_by_its_login() {
    let desk = Desk::new();
    assert!(matches!(desk.kabinet.chosen(None), Err(ApiError::NoAccount)));
    let ivan = remember(&desk, "sevencom", "ivan");
    assert!(desk.kabinet.statement(None, None).is_ok(), "the only one needs no choosing");
    remember(&desk, "sevencom", "maria");
    let ApiError::WhichAccount { kept } = desk.kabinet.statement(None, None).unwrap_err() else {
        panic!("one of two is to be chosen");
    };
    assert_eq!(kept, ["ivan", "maria"]);
    assert_eq!(desk.kabinet.chosen(None).unwrap().len(), 2, "a refresh is for all of them");
    assert_eq!(desk.kabinet.chosen(Some("ivan")).unwrap()[0].id, ivan);
    let ApiError::UnknownAccount { kept, .. } = desk.kabinet.chosen(Some("anna")).unwrap_err() else {
        panic!("there is no such login");
    };
    assert_eq!(kept, ["ivan", "maria"]);
}

#[test]
fn the_same_login_at_two_providers_is_told_apart() {
    let desk = Desk::new();
    remember(&desk, "sevencom", "ivan");
    let other = remember(&desk, "other", "ivan");
    let ApiError::WhichAccount { kept } = desk.kabinet.chosen(Some("ivan")).unwrap_err() else {
        panic!("there are two of that login");
    };
    assert_eq!(kept, ["sevencom/ivan", "other/ivan"]);
    assert_eq!(desk.kabinet.chosen(Some("other/ivan")).unwrap()[0].id, other);
}

#[tokio::test]
async fn the_database_goes_with_the_last_account() {
    let desk = Desk::new();
    remember(&desk, "sevencom", "ivan");
    remember(&desk, "sevencom", "maria");
    desk.kabinet.sign_out(Some("ivan"), true).await.unwrap();
    assert!(desk.database().exists(), "there is still an account in it");
    let logins = desk.kabinet.accounts().unwrap().accounts;
    assert_eq!(logins.iter().map(|account| account.login.as_str()).collect::<Vec<_>>(), ["maria"]);
    desk.kabinet.sign_out(None, true).await.unwrap();
    let left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(left.is_empty(), "something is left: {left:?}");
}

#[tokio::test]
async fn old_data_make_a_reminder_an_estimate() {
    let desk = Desk::new();
    desk.kabinet.sign_in(customer(&demo())).await.unwrap();
    let at =
        |now: &str| desk.kabinet.reminders(None, now.parse().unwrap(), Language::Ru).unwrap().due.remove(0);
    assert!(!at("2022-02-19T12:00:00Z").estimated);
    let later = at("2022-03-19T12:00:00Z");
    assert_eq!((later.debit_date.to_string().as_str(), later.estimated), ("2022-03-20", true));
    assert!(later.text.starts_with("Примерно 20 марта"), "{}", later.text);
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_look_into_the_data() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let folder = desk.folder.path().join("deeper").join("data");
    let kabinet = kabinet_api::Kabinet::new(
        folder.clone(),
        std::sync::Arc::new(kabinet_api::SystemClock),
        desk.keyring.clone(),
    );
    kabinet.summary(None).unwrap_err();
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
}
