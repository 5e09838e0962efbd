//! The first refresh of an account.

use std::time::Duration;

use kabinet_sync::{Progress, Refreshed};

use crate::support::{Customer, cabinet, hours_later, recording, slow_cabinet};

#[tokio::test]
async fn the_first_sync_reads_everything() {
    let demo = cabinet(14);
    let mut customer = Customer::of(&demo).await;
    let refreshed = customer.refresh(0).await.unwrap();

    let entries = demo.months().iter().map(|month| month.transactions.len()).sum();
    assert_eq!(refreshed, Refreshed { months_read: 14, new_entries: entries, ..Refreshed::default() });
    customer.assert_up_to_date();
    let status = customer.store.refresh_status(customer.id).unwrap();
    assert_eq!((status.succeeded_at, status.last_error), (Some(hours_later(0)), None));
}

#[tokio::test]
async fn every_step_is_told_and_none_backward() {
    let demo = cabinet(6);
    let mut customer = Customer::of(&demo).await;
    let (watch, told) = recording();
    customer.refresh_watched(0, &watch).await.unwrap();

    let months = (0..=6).map(|done| Progress::Months { done, of: 6 });
    let expected: Vec<_> = [Progress::SigningIn, Progress::Account].into_iter().chain(months).collect();
    assert_eq!(*told.lock().unwrap(), expected);
}

#[tokio::test]
async fn ten_years_are_read_politely() {
    let demo = slow_cabinet(120, Duration::from_millis(5));
    let mut customer = Customer::of(&demo).await;
    let before = demo.stats().requests();
    customer.refresh(0).await.unwrap();

    customer.assert_up_to_date();
    let stats = demo.stats();
    let requests = stats.requests() - before;
    assert!(requests <= 130, "{requests} requests for 120 months");
    assert_eq!(stats.most_at_once, 4, "four at once, and never more");
}

#[tokio::test]
async fn after_the_first_history_two_months_are_asked_for_at_once() {
    let demo = slow_cabinet(24, Duration::from_millis(5));
    let mut customer = Customer::of(&demo).await;
    customer.store.record_refresh(customer.id, hours_later(0), Ok(&demo.summary())).unwrap();
    customer.refresh(1).await.unwrap();

    customer.assert_up_to_date();
    assert_eq!(demo.stats().most_at_once, 2, "those who read their first history go first");
}
