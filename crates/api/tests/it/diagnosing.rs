use kabinet_api::{Access, Code, Language, Scope, Watch};
use kabinet_demo::{ACCOUNT, Fault, PASSWORD, Screen};

use crate::desk::{Desk, customer, demo};

#[tokio::test]
async fn every_page_of_the_way_is_told_with_what_was_found_by_which_words() {
    let (desk, demo) = (Desk::new(), demo());
    desk.kabinet.sign_in(customer(&demo)).await.unwrap();
    let account = desk.kabinet.chosen_one(None).unwrap();
    let before = desk.store().months(account.id).unwrap();
    let kept = desk.kabinet.kept_access(&account).await.unwrap();
    let diagnosed = desk.kabinet.diagnose(&account, kept, Language::Ru).await.unwrap();
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
    assert_eq!(desk.store().months(account.id).unwrap(), before, "nothing of it is kept");
    assert_eq!(desk.kabinet.refresh_log(None, Language::Ru).unwrap(), [], "and it is no refresh");
    for secret in [ACCOUNT, PASSWORD, "cloudpayments", "127.0.0.1"] {
        assert!(!diagnosed.report.contains(secret), "{secret} is in the report");
    }
}

#[tokio::test]
async fn what_a_page_lacks_is_told_and_ends_the_way() {
    let (desk, demo) = (Desk::new(), demo());
    desk.kabinet.sign_in(customer(&demo)).await.unwrap();
    let account = desk.kabinet.chosen_one(None).unwrap();
    demo.fault(Fault::SignInPage.on(Screen::SignInSent));
    let given = Access::given("wrong".into());
    let refused = desk.kabinet.diagnose(&account, given, Language::Ru).await.unwrap();
    assert_eq!(refused.failure.map(|failure| failure.code()), Some(Code::BadCredentials));
    assert_eq!(desk.keyring.names().len(), 1, "a password that was given leaves the kept one as it is");
}

#[tokio::test]
async fn the_last_refreshes_are_told_with_what_went_wrong() {
    let (desk, demo) = (Desk::new(), demo());
    desk.kabinet.sign_in(customer(&demo)).await.unwrap();
    let account = desk.kabinet.chosen_one(None).unwrap();
    for password in [PASSWORD, "wrong"] {
        let given = Access::given(password.into());
        let _ = desk.kabinet.refresh(&account, given, Scope::Changed, &Watch::default()).await;
    }
    let log = desk.kabinet.refresh_log(None, Language::Ru).unwrap();
    let codes: Vec<Option<&str>> = log.iter().map(|record| record.code.as_deref()).collect();
    assert_eq!(codes, [Some("bad_credentials"), None]);
    assert_eq!(log[1].months_read, Some(u32::try_from(demo.months().len()).unwrap()));
    assert!(log[0].message.is_some(), "it is told in words");
}
