use kabinet_domain::{AccountSummary, MonthStatement};

use crate::fixtures::{OnDisk, at, money, month, statement, summary};

const MONDAY: &str = "2026-11-02T05:00:00Z";
const TUESDAY: &str = "2026-11-03T05:00:00Z";
const WEDNESDAY: &str = "2026-11-04T05:00:00Z";

#[test]
fn each_moment_has_the_months_that_were_kept_then() {
    let (mut on_disk, id) = OnDisk::with_account();
    let [cheap, dear] = ["800.00", "850.00"].map(|price| statement("2026-10", price));
    let september = statement("2026-09", "800.00");
    for (read, when) in [(&september, MONDAY), (&cheap, MONDAY), (&cheap, TUESDAY), (&dear, WEDNESDAY)] {
        on_disk.store.record_month(id, read, at(when)).unwrap();
    }
    let store = on_disk.reopen().store;
    let kept = |when, since| store.statements_as_of(id, at(when), month(since)).unwrap();
    assert_eq!(kept("2026-11-01T00:00:00Z", "2020-01"), [] as [MonthStatement; 0]);
    assert_eq!(kept(TUESDAY, "2020-01"), [cheap.clone(), september.clone()]);
    assert_eq!(kept(WEDNESDAY, "2020-01"), [dear.clone(), september]);
    assert_eq!(kept(WEDNESDAY, "2026-10"), [dear]);
    assert_eq!(store.months_changed_at(id).unwrap(), [at(WEDNESDAY), at(MONDAY)], "Tuesday brought nothing");
    let replaced: Vec<_> = store.replaced(id).unwrap().into_iter().map(|it| (it.value, it.read_at)).collect();
    assert_eq!(replaced, [(cheap, at(TUESDAY))]);
}

#[test]
fn prices_are_those_of_every_good_refresh() {
    let (mut on_disk, id) = OnDisk::with_account();
    let unknown = AccountSummary { tariff_price: None, ..summary("1.00") };
    on_disk.store.record_refresh(id, at(MONDAY), Ok(&summary("1.00"))).unwrap();
    on_disk.store.record_refresh(id, at(TUESDAY), Err("offline")).unwrap();
    on_disk.store.record_refresh(id, at(WEDNESDAY), Ok(&unknown)).unwrap();
    let prices: Vec<_> =
        on_disk.store.prices(id).unwrap().into_iter().map(|it| (it.read_at, it.value)).collect();
    assert_eq!(prices, [(at(MONDAY), Some(money("800.00"))), (at(WEDNESDAY), None)]);
}

#[test]
fn a_month_of_an_earlier_release_was_first_read_when_it_was_last_read() {
    let (on_disk, id) = OnDisk::upgraded_from(10);
    assert_eq!(on_disk.store.months_changed_at(id).unwrap(), [at(MONDAY), at("2026-11-01T05:00:00Z")]);
}
