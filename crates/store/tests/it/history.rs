//! The ledger at earlier moments.

use kabinet_domain::{AccountSummary, ErrorCode, MonthStatement, SummaryField, UnreadField, UnreadReason};

use crate::support::{OnDisk, at, money, month, statement, summary};

const MONDAY: &str = "2026-11-02T05:00:00Z";
const TUESDAY: &str = "2026-11-03T05:00:00Z";
const WEDNESDAY: &str = "2026-11-04T05:00:00Z";

#[test]
fn each_moment_has_the_months_that_were_stored_then() {
    let (mut on_disk, id) = OnDisk::with_account();
    let [cheap, dear] = ["800.00", "850.00"].map(|price| statement("2026-10", price));
    let september = statement("2026-09", "800.00");
    for (read, when) in [(&september, MONDAY), (&cheap, MONDAY), (&cheap, TUESDAY), (&dear, WEDNESDAY)] {
        on_disk.store.record_month(id, read, at(when)).unwrap();
    }
    let store = on_disk.reopen().store;
    let as_of = |when, since| store.statements_as_of(id, at(when), month(since)).unwrap();
    assert_eq!(as_of("2026-11-01T00:00:00Z", "2020-01"), [] as [MonthStatement; 0]);
    assert_eq!(as_of(TUESDAY, "2020-01"), [cheap.clone(), september.clone()]);
    assert_eq!(as_of(WEDNESDAY, "2020-01"), [dear.clone(), september]);
    assert_eq!(as_of(WEDNESDAY, "2026-10"), [dear]);
    assert_eq!(store.months_changed_at(id).unwrap(), [at(WEDNESDAY), at(MONDAY)], "Tuesday brought nothing");
    let superseded: Vec<_> =
        store.superseded(id).unwrap().into_iter().map(|it| (it.value, it.read_at)).collect();
    assert_eq!(superseded, [(cheap, at(TUESDAY))]);
}

#[test]
fn each_successful_refresh_has_its_price_and_an_unread_price_is_none() {
    let (mut on_disk, id) = OnDisk::with_account();
    let reason = UnreadReason::NotUnderstood;
    let unread = UnreadField { field: SummaryField::TariffPrice, reason, text: Some("8OO ₽".to_owned()) };
    let unknown = AccountSummary { tariff_price: None, unread: vec![unread], ..summary("1.00") };
    on_disk.store.record_refresh(id, at(MONDAY), Ok(&summary("1.00"))).unwrap();
    on_disk.store.record_refresh(id, at(TUESDAY), Err(ErrorCode::Offline)).unwrap();
    on_disk.store.record_refresh(id, at(WEDNESDAY), Ok(&unknown)).unwrap();
    let prices: Vec<_> =
        on_disk.store.prices(id).unwrap().into_iter().map(|it| (it.read_at, it.value)).collect();
    assert_eq!(prices, [(at(MONDAY), Some(money("800.00"))), (at(WEDNESDAY), None)]);
}
