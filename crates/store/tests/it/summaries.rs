//! Readings of the account page.

use kabinet_domain::{AccountSummary, Service, SummaryField, UnreadField, UnreadReason};
use kabinet_store::{Observed, StoreError};

use crate::support::{OnDisk, at, connect, money, summary};

#[test]
fn the_latest_summary_is_shown_whole() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.summary(id).unwrap(), None);
    let (first, second) = (at("2026-11-01T05:00:00Z"), at("2026-11-02T05:00:00Z"));
    on_disk.store.record_summary(id, &summary("588.00"), first).unwrap();
    on_disk.store.record_summary(id, &summary("-212.00"), second).unwrap();
    let latest = Observed { value: summary("-212.00"), read_at: second };
    assert_eq!(on_disk.reopen().store.summary(id).unwrap(), Some(latest));
}

#[test]
fn earlier_summaries_stay_in_the_file() {
    let (mut on_disk, id) = OnDisk::with_account();
    for (balance, time) in [("588.00", "2026-11-01T05:00:00Z"), ("-212.00", "2026-11-02T05:00:00Z")] {
        on_disk.store.record_summary(id, &summary(balance), at(time)).unwrap();
    }
    let file = connect(&on_disk.file());
    let mut query = file.prepare("SELECT balance FROM summary ORDER BY read_at").unwrap();
    let kopecks: Vec<i64> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(kopecks, [58_800, -21_200], "in whole kopecks, a debt negative");
}

#[test]
fn a_figure_that_the_page_does_not_show_stays_unknown() {
    let (mut on_disk, id) = OnDisk::with_account();
    let bare = AccountSummary {
        tariff_price: None,
        other_balances: vec![],
        next_debit: None,
        days_left: None,
        paid_until: None,
        services: Vec::new(),
        unread: Vec::new(),
        offers: vec![],
        pay_url: None,
        ..summary("0.00")
    };
    on_disk.store.record_summary(id, &bare, at("2026-11-01T05:00:00Z")).unwrap();
    assert_eq!(on_disk.store.summary(id).unwrap().unwrap().value, bare);
}

const NOW: &str = "2026-11-01T05:00:00Z";

fn service(name: &str, price: &str, next_debit: &str) -> Service {
    Service { name: name.to_owned(), price: money(price), next_debit: next_debit.parse().unwrap() }
}

#[test]
fn several_services_and_the_paid_period_are_read_back() {
    let (mut on_disk, id) = OnDisk::with_account();
    let services = vec![service("Интернет", "500.00", "2026-11-30"), service("", "300.00", "2026-11-30")];
    let shown =
        AccountSummary { paid_until: Some("2026-12-05".parse().unwrap()), services, ..summary("588.00") };
    on_disk.store.record_summary(id, &shown, at(NOW)).unwrap();
    let store = on_disk.reopen().store;
    assert_eq!(store.summary(id).unwrap().unwrap().value, shown);
    assert_eq!(store.prices(id).unwrap()[0].value, shown.tariff_price, "the sum of the services");
}

#[test]
fn a_balance_is_read_back_beside_figures_that_were_not_read() {
    let (mut on_disk, id) = OnDisk::with_account();
    let fields = SummaryField::ALL.into_iter().zip(UnreadReason::ALL.into_iter().rev());
    let every_field = fields.map(|(field, reason)| UnreadField { field, reason, text: None });
    let every_reason = UnreadReason::ALL.map(|reason| UnreadField {
        field: SummaryField::TariffPrice,
        reason,
        text: Some("  8OO ₽ / день ".to_owned()),
    });
    let partial = AccountSummary {
        tariff_price: None,
        next_debit: None,
        days_left: None,
        offers: Vec::new(),
        unread: every_field.chain(every_reason).collect(),
        ..summary("588.00")
    };
    on_disk.store.record_refresh(id, at(NOW), Ok(&partial)).unwrap();
    let store = on_disk.reopen().store;
    let stored = store.summary(id).unwrap().unwrap().value;
    assert_eq!(stored.balance, money("588.00"));
    assert_eq!(stored, partial, "in the page's order, each with its reason and its text");
    assert_eq!(store.prices(id).unwrap()[0].value, None);
}

#[test]
fn an_unread_field_that_no_release_has_is_damage() {
    for damage in ["field = 'weather'", "reason = 'weather'"] {
        let (mut on_disk, id) = OnDisk::with_account();
        let unread =
            UnreadField { field: SummaryField::NextDebit, reason: UnreadReason::Ambiguous, text: None };
        let partial = AccountSummary { unread: vec![unread], ..summary("588.00") };
        on_disk.store.record_summary(id, &partial, at(NOW)).unwrap();
        let file = connect(&on_disk.file());
        file.execute_batch(&format!("UPDATE unread_field SET {damage}")).unwrap();
        let outcome = on_disk.store.summary(id);
        assert!(matches!(outcome, Err(StoreError::Damaged(_))), "{damage}: {outcome:?}");
    }
}
