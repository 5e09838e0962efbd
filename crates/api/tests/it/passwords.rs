use kabinet_api::{Access, Code, Scope, SecretName, SignIn, Watch};
use kabinet_demo::{Fault, Screen};

use crate::desk::{Desk, customer, demo};

#[tokio::test]
async fn a_password_is_kept_for_the_site_that_it_was_given_for() {
    let desk = Desk::new();
    let first = demo();
    let done = desk.kabinet.sign_in(customer(&first)).await.unwrap();
    assert!(done.warning.is_none(), "{:?}", done.warning);
    let name = SecretName::password("sevencom", first.url(), "12345678");
    assert_eq!(desk.keyring.names(), [name.as_str()]);
    let account = desk.kabinet.chosen(None).unwrap().remove(0);
    desk.kabinet.kept_access(&account).await.unwrap();

    let second = demo();
    desk.kabinet.sign_in(customer(&second)).await.unwrap();
    let name = SecretName::password("sevencom", second.url(), "12345678");
    assert_eq!(desk.keyring.names(), [name.as_str()], "the password of the old site is of no use any more");

    let elsewhere = SignIn { keep_password: false, ..customer(&first) };
    desk.kabinet.sign_in(elsewhere).await.unwrap();
    let account = desk.kabinet.chosen(None).unwrap().remove(0);
    let kept = desk.kabinet.kept_access(&account).await.unwrap_err();
    assert_eq!(kept.code(), Code::PasswordNeeded, "a password of one site never goes to another");
}

#[tokio::test]
async fn without_a_keyring_the_account_is_remembered_all_the_same() {
    let desk = Desk::without_keyring();
    let demo = demo();
    let done = desk.kabinet.sign_in(customer(&demo)).await.unwrap();
    assert_eq!(done.warning.map(|warning| warning.code()), Some(Code::PasswordNotKept));
    let account = desk.kabinet.chosen(None).unwrap().remove(0);
    let missing = desk.kabinet.kept_access(&account).await.unwrap_err();
    assert_eq!(missing.code(), Code::PasswordNeeded);
    let given = Access::given(customer(&demo).password);
    let refreshed = desk.kabinet.refresh(&account, given, Scope::Changed, &Watch::default()).await.unwrap();
    assert_eq!(refreshed.months_read, demo.months().len());
    let done = desk.kabinet.sign_out(None, false).await.unwrap();
    assert_eq!(done.warning.map(|warning| warning.code()), Some(Code::PasswordNotDeleted));
}

#[tokio::test]
async fn a_refused_password_leaves_the_keyring_only_if_it_came_from_there() {
    let desk = Desk::new();
    let demo = demo();
    desk.kabinet.sign_in(customer(&demo)).await.unwrap();
    let account = desk.kabinet.chosen(None).unwrap().remove(0);
    let given = Access::given("a typing error".into());
    let refused = desk.kabinet.refresh(&account, given, Scope::Changed, &Watch::default()).await.unwrap_err();
    assert_eq!((refused.code(), desk.keyring.names().len()), (Code::BadCredentials, 1));

    demo.fault(Fault::SignInPage.on(Screen::SignInSent));
    let kept = desk.kabinet.kept_access(&account).await.unwrap();
    let refused = desk.kabinet.refresh(&account, kept, Scope::Changed, &Watch::default()).await.unwrap_err();
    assert_eq!((refused.code(), desk.keyring.names().len()), (Code::BadCredentials, 0));
}

#[tokio::test]
async fn what_did_not_come_to_be_is_not_kept() {
    let desk = Desk::new();
    let demo = demo();
    let wrong = SignIn { password: "wrong".into(), ..customer(&demo) };
    let refused = desk.kabinet.sign_in(wrong).await.unwrap_err();
    assert_eq!(refused.code(), Code::BadCredentials);
    assert_eq!(desk.keyring.names(), [""; 0]);
    assert_eq!(desk.kabinet.accounts().unwrap().accounts, []);
}
