//! Refreshes of an account that is up to date.

use kabinet_domain::Month;
use kabinet_sync::{ProgressObserver, Refreshed, Scope};

use crate::support::{Customer, cabinet, hours_later};

#[tokio::test]
async fn a_refresh_with_nothing_new_makes_five_requests_at_most() {
    let demo = cabinet(120);
    let mut customer = Customer::up_to_date(&demo).await;
    for hour in 1..=3 {
        let before = demo.stats().requests();
        let refreshed = customer.refresh(hour).await.unwrap();
        let requests = demo.stats().requests() - before;
        assert_eq!(customer.store.month_marks(customer.id).unwrap().len(), 0);
        assert!(requests <= 5, "{requests} requests: {:?}", &demo.stats().log[before..]);
        assert_eq!(
            refreshed,
            Refreshed { months_read: 1, new_entries: 0, ..Refreshed::default() },
            "only the open month is read"
        );
    }
    customer.assert_up_to_date();
    let summary = customer.store.summary(customer.id).unwrap().unwrap();
    assert_eq!(summary.read_at, hours_later(3), "the age of what is shown");
}

#[tokio::test]
async fn what_is_new_is_read_and_what_was_rewritten_keeps_its_earlier_version() {
    let demo = cabinet(24);
    let mut customer = Customer::up_to_date(&demo).await;
    let rewritten: Month = "2025-12".parse().unwrap();
    let before = customer.store.statements(customer.id, Some(rewritten)).unwrap();
    demo.change(|ledger| {
        ledger.add("Оплата через терминал", "500.00".parse().unwrap());
        ledger.correct(rewritten, "12.34".parse().unwrap());
    });

    let refreshed = customer.refresh(1).await.unwrap();
    assert_eq!(refreshed, Refreshed { months_read: 2, new_entries: 3, ..Refreshed::default() });
    customer.assert_up_to_date();
    let earlier = customer.store.previous_versions(customer.id, rewritten).unwrap();
    assert_eq!(earlier.into_iter().map(|kept| kept.value).collect::<Vec<_>>(), before);
}

#[tokio::test]
async fn a_full_refresh_reads_every_month_again_and_changes_none() {
    let demo = cabinet(12);
    let mut customer = Customer::up_to_date(&demo).await;
    let refreshed =
        customer.refresh_with(kabinet_demo::CANARY, 1, Scope::Full, &ProgressObserver::default()).await;
    assert_eq!(refreshed.unwrap(), Refreshed { months_read: 12, new_entries: 0, ..Refreshed::default() });
    customer.assert_up_to_date();
    let months = customer.store.months(customer.id).unwrap();
    assert!(months.iter().all(|month| month.read_at == hours_later(1)));
}

#[tokio::test]
async fn months_that_the_cabinet_stops_showing_stay() {
    let (long, short) = (cabinet(12), cabinet(3));
    let mut customer = Customer::up_to_date(&long).await;
    customer.sign_in_at(&short, kabinet_demo::CANARY).await.unwrap();
    customer.refresh(2).await.unwrap();

    let mut ever_shown = long.months();
    ever_shown.reverse();
    assert_eq!(customer.store.statements(customer.id, None).unwrap(), ever_shown);
}
