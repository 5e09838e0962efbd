//! Tests of the diagnostics.

use kabinet_api::{Credentials, ErrorCode, Language, ProgressObserver, Scope};
use kabinet_demo::{ACCOUNT, CANARY, Fault, Screen};

use crate::support::{TestApi, customer, demo};

#[tokio::test]
async fn every_page_of_the_way_is_told_with_what_was_found_by_which_words() {
    let (app, demo) = (TestApi::new(), demo());
    app.api.sign_in(customer(&demo)).await.unwrap();
    let mut account = app.account();
    let id = app.store().accounts().unwrap()[0].id;
    let before = app.store().months(id).unwrap();
    let kept = account.stored_credentials().await.unwrap();
    let diagnosed = account.diagnose(kept, Language::Ru).await.unwrap();
    let pages = &diagnosed.diagnosis.pages;
    let found = |label: &str, by: &str| {
        pages.iter().any(|page| page.found.iter().any(|found| found.label == label && found.by == by))
    };
    assert!(found("Личный кабинет", "личный кабинет"), "{pages:#?}");
    assert!(found("Логин", "логин"), "{pages:#?}");
    assert!(found("Текущий баланс интернет", "текущий баланс интернет"), "{pages:#?}");
    assert!(found("Остаток на конец", "остаток на конец"), "{pages:#?}");
    assert!(found("Операция", "операция"), "{pages:#?}");
    assert!(pages.iter().all(|page| page.status == Some(200)), "{pages:#?}");
    assert!(diagnosed.failure.is_none() && diagnosed.diagnosis.failure.is_none());
    assert_eq!(app.store().months(id).unwrap(), before, "nothing of it is kept");
    assert_eq!(app.account().refresh_log(Language::Ru).unwrap(), [], "and it is no refresh");
    for secret in [ACCOUNT, CANARY, "cloudpayments", "127.0.0.1"] {
        assert!(!diagnosed.report.contains(secret), "{secret} is in the report");
    }
}

#[tokio::test]
async fn what_a_page_lacks_is_told_and_ends_the_way() {
    let (app, demo) = (TestApi::new(), demo());
    app.api.sign_in(customer(&demo)).await.unwrap();
    let mut account = app.account();
    demo.fault(Fault::SignInPage.on(Screen::SignInSent));
    let given = Credentials::given("wrong".into());
    let refused = account.diagnose(given, Language::Ru).await.unwrap();
    assert_eq!(refused.failure.map(|failure| failure.code()), Some(ErrorCode::SignInFormAgain));
    assert_eq!(app.keyring.names().len(), 1, "a password that was given leaves the kept one as it is");
}

#[tokio::test]
async fn the_last_refreshes_are_told_with_what_went_wrong() {
    let (app, demo) = (TestApi::new(), demo());
    app.api.sign_in(customer(&demo)).await.unwrap();
    let mut account = app.account();
    for password in [CANARY, "wrong"] {
        let given = Credentials::given(password.into());
        let _ = account.refresh(given, Scope::Changed, &ProgressObserver::default()).await;
    }
    let log = app.account().refresh_log(Language::Ru).unwrap();
    let codes: Vec<Option<ErrorCode>> = log.iter().map(|record| record.code).collect();
    assert_eq!(codes, [Some(ErrorCode::BadCredentials), None]);
    assert_eq!(log[1].months_read, Some(u32::try_from(demo.months().len()).unwrap()));
    assert!(log[0].message.is_some(), "it is told in words");
}
