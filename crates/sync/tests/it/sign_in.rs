//! Sign-ins to an account.

use kabinet_demo::{CANARY, Fault, Screen};
use kabinet_providers::ProviderError;
use kabinet_sync::SyncError;

use crate::support::{Customer, cabinet, hours_later};

#[tokio::test]
async fn signing_in_remembers_the_account_and_what_its_page_shows() {
    let demo = cabinet(3);
    let customer = Customer::of(&demo).await;
    let account = customer.store.account(customer.id).unwrap();
    assert_eq!((account.provider.as_str(), account.number.as_str()), ("sevencom", "12345678"));
    assert_eq!(&account.site, demo.url());
    let summary = customer.store.summary(customer.id).unwrap().unwrap();
    assert_eq!((summary.value, summary.read_at), (demo.summary(), hours_later(0)));
    assert_eq!(demo.stats().sign_in_attempts(), 1);
    let status = customer.store.refresh_status(customer.id).unwrap();
    assert_eq!(status.attempted_at, None, "the months are as old as they were");
}

#[tokio::test]
async fn signing_in_again_keeps_what_was_read() {
    let demo = cabinet(3);
    let mut customer = Customer::up_to_date(&demo).await;
    let moved = cabinet(3);
    let id = customer.sign_in_at(&moved, CANARY).await.unwrap();
    assert_eq!(id, customer.id);
    assert_eq!(&customer.store.account(id).unwrap().site, moved.url());
    assert_eq!(customer.store.months(id).unwrap().len(), 3);
    assert_eq!(customer.store.accounts().unwrap().len(), 1);
}

#[tokio::test]
async fn a_sign_in_that_is_refused_leaves_no_trace() {
    let demo = cabinet(3);
    let mut customer = Customer::of(&demo).await;
    customer.store.forget(customer.id).unwrap();
    let attempts = demo.stats().sign_in_attempts();
    let outcome = customer.sign_in_at(&demo, "wrong").await;
    assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::BadCredentials { .. }))), "{outcome:?}");
    assert_eq!(demo.stats().sign_in_attempts() - attempts, 1);

    demo.fault(Fault::Unavailable { retry_after: None }.on(Screen::Account));
    customer.sign_in_at(&demo, CANARY).await.unwrap_err();
    assert_eq!(customer.store.accounts().unwrap(), []);
}

#[tokio::test]
async fn a_login_that_leads_to_another_account_is_refused() {
    let demo = cabinet(3);
    let mut customer = Customer::up_to_date(&demo).await;
    let before = customer.everything();
    let site = customer.store.account(customer.id).unwrap().site;
    let other = cabinet(3);
    other.change(|ledger| ledger.show_account("87654321".to_owned().try_into().unwrap()));
    let outcome = customer.sign_in_at(&other, CANARY).await;
    assert!(matches!(outcome, Err(SyncError::AnotherAccount { .. })), "{outcome:?}");
    assert_eq!(customer.everything(), before);
    assert_eq!(customer.store.account(customer.id).unwrap().site, site);
}
