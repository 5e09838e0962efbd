//! Refreshes that fail.

use kabinet_demo::{Fault, Screen};
use kabinet_domain::ErrorCode;
use kabinet_providers::ProviderError;
use kabinet_store::StoredCode;
use kabinet_sync::{ProgressObserver, Scope, SyncError};

use crate::support::{Customer, cabinet, hours_later};

#[tokio::test]
async fn a_refresh_that_fails_before_the_balance_leaves_what_was_kept_and_records_why() {
    let demo = cabinet(12);
    let mut customer = Customer::up_to_date(&demo).await;
    let before = customer.everything();
    demo.change(|ledger| ledger.add("Оплата через терминал", "500.00".parse().unwrap()));
    for screen in [Screen::SignIn, Screen::Account] {
        demo.fault(Fault::Unavailable { retry_after: None }.on(screen));
        let outcome = customer.refresh(1).await;
        demo.calm();
        let site_down = matches!(outcome, Err(SyncError::Provider(ProviderError::SiteDown { .. })));
        assert!(site_down, "on {screen:?}: {outcome:?}");
        assert_eq!(customer.everything(), before, "on {screen:?}");
    }
    let status = customer.store.refresh_status(customer.id).unwrap();
    assert_eq!(status.succeeded_at, Some(hours_later(0)), "the last good one is not forgotten");
    let failure = status.last_error.unwrap();
    assert_eq!((failure.code.name(), failure.at), ("site_down", hours_later(1)));

    customer.refresh(2).await.unwrap();
    customer.assert_up_to_date();
}

#[tokio::test]
async fn a_failure_after_the_balance_costs_only_the_months() {
    for screen in [Screen::Months, Screen::Month] {
        let demo = cabinet(12);
        let mut customer = Customer::up_to_date(&demo).await;
        let before = customer.kept().1;
        demo.change(|ledger| ledger.add("Оплата через терминал", "500.00".parse().unwrap()));
        demo.fault(Fault::Unavailable { retry_after: None }.on(screen));
        let refreshed = customer.refresh(1).await.unwrap();
        demo.calm();
        assert_eq!(refreshed.failure(), Some(ErrorCode::SiteDown), "on {screen:?}");
        assert_eq!(refreshed.unread_list.is_some(), screen == Screen::Months);
        assert_eq!(customer.kept(), (demo.summary(), before), "on {screen:?}");
        let status = customer.store.refresh_status(customer.id).unwrap();
        assert_eq!((status.succeeded_at, status.last_error), (Some(hours_later(1)), None));
        let log = customer.store.refresh_log(customer.id, 1).unwrap();
        assert_eq!(log[0].failure.as_ref().map(StoredCode::name), Some("site_down"));

        assert!(customer.refresh(2).await.unwrap().is_complete());
        customer.assert_up_to_date();
    }
}

#[tokio::test]
async fn a_connection_that_breaks_once_costs_one_month_until_the_next_refresh() {
    let demo = cabinet(12);
    let mut customer = Customer::of(&demo).await;
    demo.fault(Fault::HangUp.on(Screen::Month).times(1));
    let refreshed = customer.refresh(1).await.unwrap();
    assert_eq!((refreshed.unread_months.len(), refreshed.months_read), (1, 11));
    assert_eq!(refreshed.unread_months[0].1, ErrorCode::Offline);
    let kept = customer.store.statements(customer.id, None).unwrap();
    assert_eq!(kept.len(), 11);
    assert!(kept.iter().all(|statement| demo.months().contains(statement)));

    assert!(customer.refresh(2).await.unwrap().is_complete());
    customer.assert_up_to_date();
}

#[tokio::test]
async fn a_refused_password_is_tried_once() {
    let demo = cabinet(3);
    let mut customer = Customer::up_to_date(&demo).await;
    let before = customer.everything();
    let attempts = demo.stats().sign_in_attempts();
    let outcome = customer.refresh_with("wrong", 1, Scope::Changed, &ProgressObserver::default()).await;
    assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::BadCredentials { .. }))), "{outcome:?}");
    assert_eq!(demo.stats().sign_in_attempts() - attempts, 1);
    assert_eq!(customer.everything(), before);
    let status = customer.store.refresh_status(customer.id).unwrap();
    assert_eq!(status.last_error.unwrap().code.name(), "bad_credentials");
}

#[tokio::test]
async fn another_account_is_refused_before_anything_of_it_is_asked_or_kept() {
    let demo = cabinet(3);
    let mut customer = Customer::up_to_date(&demo).await;
    let before = customer.everything();
    let months_asked = demo.stats().requests_for(Screen::Months);
    demo.change(|ledger| {
        ledger.show_account("87654321".to_owned().try_into().unwrap());
        ledger.add("Чужая оплата", "500.00".parse().unwrap());
    });
    let outcome = customer.refresh(1).await;
    let Err(SyncError::AnotherAccount { stored, shown }) = outcome else { panic!("{outcome:?}") };
    assert_eq!((stored.as_str(), shown.as_str()), ("12345678", "87654321"));
    assert_eq!(customer.everything(), before);
    assert_eq!(demo.stats().requests_for(Screen::Months), months_asked);
    let status = customer.store.refresh_status(customer.id).unwrap();
    assert_eq!(status.last_error.unwrap().code.name(), "another_account");
}
