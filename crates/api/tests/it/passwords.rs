//! Tests of stored passwords.

use kabinet_api::{
    ApiError, Credentials, ErrorCode, ProgressObserver, RetryPolicy, Scope, SecretName, SecretsError, SignIn,
};
use kabinet_demo::{Fault, Screen};

use crate::support::{TestApi, customer, demo};

#[tokio::test]
async fn a_password_is_kept_for_the_site_that_it_was_given_for() {
    let app = TestApi::new();
    let first = demo();
    let done = app.api.sign_in(customer(&first)).await.unwrap();
    assert!(done.warning.is_none(), "{:?}", done.warning);
    let name = SecretName::password("sevencom", first.url(), "12345678");
    assert_eq!(app.keyring.names(), [name.as_str()]);
    let mut account = app.account();
    account.stored_credentials().await.unwrap();

    let second = demo();
    app.api.sign_in(customer(&second)).await.unwrap();
    let name = SecretName::password("sevencom", second.url(), "12345678");
    assert_eq!(app.keyring.names(), [name.as_str()], "the password of the old site is of no use any more");

    let elsewhere = SignIn { keep_password: false, ..customer(&first) };
    app.api.sign_in(elsewhere).await.unwrap();
    let mut account = app.account();
    let kept = account.stored_credentials().await.unwrap_err();
    assert_eq!(kept.code(), ErrorCode::PasswordNeeded, "a password of one site never goes to another");
}

#[tokio::test]
async fn without_a_keyring_the_account_is_remembered_all_the_same() {
    let app = TestApi::without_keyring();
    let demo = demo();
    let done = app.api.sign_in(customer(&demo)).await.unwrap();
    assert_eq!(done.warning.map(|warning| warning.code()), Some(ErrorCode::PasswordNotKept));
    let mut account = app.account();
    let missing = account.stored_credentials().await.unwrap_err();
    assert_eq!(missing.code(), ErrorCode::PasswordNeeded);
    let given = Credentials::given(customer(&demo).password);
    let refreshed = account.refresh(given, Scope::Changed, &ProgressObserver::default()).await.unwrap();
    assert_eq!(refreshed.months_read, demo.months().len());
    let done = app.account().sign_out(false).await.unwrap();
    assert_eq!(done.warning.map(|warning| warning.code()), Some(ErrorCode::PasswordNotDeleted));
}

#[tokio::test]
async fn a_refused_password_leaves_the_keyring_only_if_it_came_from_there() {
    let app = TestApi::new();
    let demo = demo();
    app.api.sign_in(customer(&demo)).await.unwrap();
    let mut account = app.account();
    let given = Credentials::given("a typing error".into());
    let refused = account.refresh(given, Scope::Changed, &ProgressObserver::default()).await.unwrap_err();
    assert_eq!((refused.code(), app.keyring.names().len()), (ErrorCode::BadCredentials, 1));

    let refusal = kabinet_demo::Reply::page(
        "<p>Неверный логин или пароль<form method=post><input name=login><input type=password name=password></form>",
    );
    demo.fault(Fault::Reply(refusal).on(Screen::SignInSent));
    let kept = account.stored_credentials().await.unwrap();
    let refused = account.refresh(kept, Scope::Changed, &ProgressObserver::default()).await.unwrap_err();
    assert_eq!((refused.code(), app.keyring.names().len()), (ErrorCode::BadCredentials, 0));
}

#[tokio::test]
async fn an_open_session_serves_only_the_password_that_began_it_and_ends_with_the_sign_out() {
    let (app, demo) = (TestApi::new(), demo());
    app.api.sign_in(customer(&demo)).await.unwrap();
    let refresh = async || {
        let mut account = app.account();
        let kept = account.stored_credentials().await.unwrap();
        account.refresh(kept, Scope::Changed, &ProgressObserver::default()).await.unwrap();
        demo.stats().sign_in_attempts()
    };
    let first = refresh().await;
    assert_eq!(refresh().await, first, "the session is open");
    let given = Credentials::given("a typing error".into());
    let refused = app.account().refresh(given, Scope::Changed, &ProgressObserver::default()).await;
    assert_eq!(refused.unwrap_err().code(), ErrorCode::BadCredentials);
    let second = refresh().await;
    app.account().sign_out(false).await.unwrap();
    app.api.sign_in(customer(&demo)).await.unwrap();
    assert_eq!(refresh().await, second + 2, "the sign-in and the refresh after it");
}

#[tokio::test]
async fn what_did_not_come_to_be_is_not_kept() {
    let app = TestApi::new();
    let demo = demo();
    let wrong = SignIn { password: "wrong".into(), ..customer(&demo) };
    let refused = app.api.sign_in(wrong).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::BadCredentials);
    assert_eq!(app.keyring.names(), [""; 0]);
    assert_eq!(app.api.accounts().unwrap().accounts, []);
}

#[test]
fn a_keyring_that_does_not_answer_is_asked_again_and_one_without_the_password_is_not() {
    let trouble = |why| ApiError::PasswordNeeded { login: "1".to_owned(), why }.trouble();
    for passing in [
        SecretsError::NoSessionBus,
        SecretsError::NoSecretService,
        SecretsError::NoDefaultCollection,
        SecretsError::Locked,
        SecretsError::Failed("it fell over".into()),
    ] {
        let text = passing.to_string();
        assert_eq!(
            trouble(passing),
            Some(RetryPolicy::NextInterval),
            "{text}: the next interval tries again"
        );
    }
    assert_eq!(trouble(SecretsError::NotKept), Some(RetryPolicy::UserAction), "only the customer can help");
}
