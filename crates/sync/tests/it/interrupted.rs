//! Refreshes that are cancelled, killed or lose their session.

use std::sync::Arc;
use std::time::Duration;

use kabinet_demo::{Fault, Running, Screen};
use kabinet_providers::ProviderError;
use kabinet_sync::{Progress, ProgressObserver, SyncError};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::support::{Customer, Everything, cabinet, paged_cabinet, recording, slow_cabinet};

const YEAR: usize = 12;

async fn undisturbed(demo: &Running) -> Everything {
    Customer::up_to_date(demo).await.everything()
}

fn cancelling_at(done: usize, of: usize) -> ProgressObserver {
    let cancel = CancellationToken::new();
    let cancelling = cancel.clone();
    let tell = move |progress| {
        if progress == (Progress::Months { done, of }) {
            cancelling.cancel();
        }
    };
    ProgressObserver::new(tell, cancel)
}

#[tokio::test]
async fn a_sync_cancelled_at_any_month_is_completed_by_the_next() {
    let demo = cabinet(YEAR);
    let undisturbed = undisturbed(&demo).await;
    for month in 0..YEAR {
        let mut customer = Customer::of(&demo).await;
        let outcome = customer.refresh_watched(0, &cancelling_at(month, YEAR)).await;
        assert!(matches!(outcome, Err(SyncError::Cancelled)), "at {month}: {outcome:?}");
        let status = customer.store.refresh_status(customer.id).unwrap();
        assert_eq!((status.succeeded_at, status.last_error.unwrap().code.name()), (None, "cancelled"));
        let kept = customer.store.months(customer.id).unwrap().len();
        assert!((month..YEAR).contains(&kept), "cancelled at {month}, and {kept} are kept");

        customer.refresh(0).await.unwrap();
        assert_eq!(customer.everything(), undisturbed, "cancelled at {month}");
    }
}

#[tokio::test]
async fn months_behind_the_first_page_are_not_forgotten_after_an_unfinished_sync() {
    let demo = paged_cabinet(3 * YEAR);
    for month in [YEAR, YEAR + 5, 2 * YEAR + 1] {
        let mut customer = Customer::of(&demo).await;
        customer.refresh_watched(0, &cancelling_at(month, 3 * YEAR)).await.unwrap_err();
        customer.refresh(1).await.unwrap();
        customer.assert_up_to_date();
    }
}

#[tokio::test]
async fn a_sync_killed_at_any_month_is_completed_by_the_next() {
    let demo = cabinet(YEAR);
    let undisturbed = undisturbed(&demo).await;
    for month in 0..YEAR {
        let mut customer = Customer::of(&demo).await;
        let reached = Arc::new(Notify::new());
        let telling = Arc::clone(&reached);
        let tell = move |progress| {
            if progress == (Progress::Months { done: month, of: YEAR }) {
                telling.notify_one();
            }
        };
        let watch = ProgressObserver::new(tell, CancellationToken::new());
        tokio::select! {
            biased;
            () = reached.notified() => {}
            outcome = customer.refresh_watched(0, &watch) => panic!("it ended before {month}: {outcome:?}"),
        }
        assert_eq!(customer.store.refresh_status(customer.id).unwrap().attempted_at, None, "it was killed");

        let kept = customer.store.months(customer.id).unwrap();
        let of_open = kept.iter().filter(|kept| kept.value.month == "2026-11".parse().unwrap()).count();
        let refreshed = customer.refresh(0).await.unwrap();
        assert_eq!(
            refreshed.months_read,
            YEAR - kept.len() + of_open,
            "only what is lacking, and the open one"
        );
        assert_eq!(customer.everything(), undisturbed, "killed at {month}");
    }
}

#[tokio::test]
async fn a_session_that_ends_at_any_request_changes_nothing() {
    let demo = cabinet(YEAR);
    let undisturbed = undisturbed(&demo).await;
    let mut requests = 0;
    loop {
        let mut customer = Customer::of(&demo).await;
        demo.fault(Fault::EndSessions { after: requests });
        let before = demo.stats().requests();
        let (watch, told) = recording();
        let outcome = customer.refresh_watched(0, &watch).await;
        demo.calm();
        outcome.unwrap_or_else(|error| panic!("the session ended after {requests} requests: {error}"));
        assert_eq!(customer.everything(), undisturbed, "the session ended after {requests} requests");
        assert!(told.lock().unwrap().is_sorted(), "the second visit must not be told as a step back");
        if demo.stats().requests() - before <= requests {
            break;
        }
        requests += 1;
    }
    assert!(requests > YEAR, "every request of the sync must have had its turn");
}

#[tokio::test]
async fn a_session_that_ends_does_not_make_the_next_one_crowd_the_site() {
    let demo = slow_cabinet(YEAR, Duration::from_millis(10));
    let mut customer = Customer::of(&demo).await;
    demo.fault(Fault::EndSessions { after: 8 });
    customer.refresh(0).await.unwrap();
    customer.assert_up_to_date();
    assert_eq!(demo.stats().most_at_once, 4);
    let months_asked = demo.stats().requests_for(Screen::Month);
    assert!(months_asked <= YEAR + 4, "{months_asked}: only those on their way are asked for again");
}

#[tokio::test]
async fn a_session_that_ends_again_is_an_error_after_two_sign_ins() {
    let demo = cabinet(YEAR);
    let mut customer = Customer::of(&demo).await;
    let before = demo.stats().sign_in_attempts();
    demo.fault(Fault::SignInPage.on(Screen::Month));
    let outcome = customer.refresh(0).await;
    assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::SessionEnded))), "{outcome:?}");
    assert_eq!(demo.stats().sign_in_attempts() - before, 2);
    let status = customer.store.refresh_status(customer.id).unwrap();
    assert_eq!(status.last_error.unwrap().code.name(), "session_ended");
}

#[tokio::test]
async fn a_session_too_short_for_a_month_ends_with_its_own_words_and_two_sign_ins() {
    let demo = cabinet(YEAR);
    let mut customer = Customer::of(&demo).await;
    demo.fault(Fault::ShortSessions { requests: 1 });
    let before = demo.stats().sign_in_attempts();
    let outcome = customer.refresh(0).await;
    assert!(matches!(outcome, Err(SyncError::Provider(ProviderError::SessionEnded))), "{outcome:?}");
    assert_eq!(demo.stats().sign_in_attempts() - before, 2);
}

#[tokio::test]
async fn a_site_that_asks_for_short_waits_again_and_again_is_read_whole() {
    let demo = cabinet(3);
    let undisturbed = undisturbed(&demo).await;
    let mut customer = Customer::of(&demo).await;
    demo.fault(Fault::Unavailable { retry_after: Some(Duration::ZERO) }.on(Screen::Month).times(6));
    customer.refresh(0).await.unwrap();
    assert_eq!(customer.everything(), undisturbed);
}
