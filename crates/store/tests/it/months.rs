//! Months and their versions.

use kabinet_domain::MonthStatement;
use kabinet_store::Store;

use crate::support::{OnDisk, at, entry, month, new_account, statement};

#[test]
fn a_month_that_is_read_again_as_it_was_only_gets_the_new_time() {
    let (mut on_disk, id) = OnDisk::with_account();
    let october = statement("2026-10", "800.00");
    let (first, second) = (at("2026-11-01T05:00:00.25Z"), at("2026-11-23T05:00:00Z"));
    on_disk.store.record_month(id, &october, first).unwrap();
    assert_eq!(on_disk.store.months(id).unwrap()[0].read_at, first, "to the part of a second");

    on_disk.store.record_month(id, &october, second).unwrap();
    let months = on_disk.store.months(id).unwrap();
    assert_eq!(months.iter().map(|m| (m.value, m.read_at)).collect::<Vec<_>>(), [(october.totals, second)]);
    assert_eq!(on_disk.store.previous_versions(id, month("2026-10")).unwrap(), []);
}

#[test]
fn a_changed_month_keeps_its_earlier_versions() {
    let (mut on_disk, id) = OnDisk::with_account();
    let prices = ["800.00", "850.00", "800.00"].map(|price| statement("2026-10", price));
    let times = ["2026-11-01T05:00:00Z", "2026-11-02T05:00:00Z", "2026-11-03T05:00:00Z"].map(at);
    for (price, time) in prices.iter().zip(times) {
        on_disk.store.record_month(id, price, time).unwrap();
    }
    let store = on_disk.reopen().store;
    assert_eq!(store.statements(id, None).unwrap(), [prices[2].clone()]);
    let earlier = store.previous_versions(id, month("2026-10")).unwrap();
    let earlier: Vec<_> = earlier.into_iter().map(|it| (it.value, it.read_at)).collect();
    assert_eq!(earlier, [(prices[1].clone(), times[1]), (prices[0].clone(), times[0])]);
}

#[test]
fn an_operation_alone_makes_a_change() {
    let (mut on_disk, id) = OnDisk::with_account();
    let mut october = statement("2026-10", "800.00");
    let now = at("2026-11-01T05:00:00Z");
    on_disk.store.record_month(id, &october, now).unwrap();
    october.transactions[1].description = "Перерасчёт".to_owned();
    on_disk.store.record_month(id, &october, now).unwrap();
    assert_eq!(on_disk.store.statements(id, None).unwrap(), [october]);
    assert_eq!(on_disk.store.previous_versions(id, month("2026-10")).unwrap().len(), 1);
}

#[test]
fn equal_transactions_are_two_and_stay_in_order() {
    let (mut on_disk, id) = OnDisk::with_account();
    let day = "2026-10-15".parse().unwrap();
    let mut october = statement("2026-10", "800.00");
    october.transactions = ["б", "а", "а", "б"].map(|operation| entry(day, operation, "-1.00")).into();
    on_disk.store.record_month(id, &october, at("2026-11-01T05:00:00Z")).unwrap();
    assert_eq!(on_disk.store.statements(id, None).unwrap(), [october]);
}

#[test]
fn new_transactions_are_counted_and_duplicates_one_by_one() {
    let (mut on_disk, id) = OnDisk::with_account();
    let now = at("2026-11-01T05:00:00Z");
    let mut record = |operations: &[&str]| {
        let day = "2026-10-15".parse().unwrap();
        let entries = operations.iter().map(|operation| entry(day, operation, "-1.00")).collect();
        let october = MonthStatement { transactions: entries, ..statement("2026-10", "800.00") };
        on_disk.store.record_month(id, &october, now).unwrap()
    };
    assert_eq!(record(&["а", "б"]), 2);
    assert_eq!(record(&["а", "б"]), 0);
    assert_eq!(record(&["а", "а", "б", "в"]), 2, "the second «а» is an operation of its own");
    assert_eq!(record(&["в"]), 0);
}

#[test]
fn months_come_newest_first_and_each_account_has_its_own() {
    let (mut on_disk, id) = OnDisk::with_account();
    let other = on_disk.store.remember_account(&new_account("87654321")).unwrap();
    let now = at("2026-11-01T05:00:00Z");
    for name in ["2025-12", "2026-02", "2026-01"] {
        on_disk.store.record_month(id, &statement(name, "800.00"), now).unwrap();
    }
    on_disk.store.record_month(other, &statement("2026-01", "555.00"), now).unwrap();

    let store = &on_disk.store;
    let names = ["2026-02", "2026-01", "2025-12"].map(month);
    assert_eq!(store.months(id).unwrap().iter().map(|m| m.value.month).collect::<Vec<_>>(), names);
    let statements = store.statements(id, None).unwrap();
    assert_eq!(statements.iter().map(|s| s.totals.month).collect::<Vec<_>>(), names);
    let one = store.statements(id, Some(names[1])).unwrap();
    assert_eq!(one, [statement("2026-01", "800.00")], "one month of one account");
    assert_eq!(store.statements(id, Some(month("2020-01"))).unwrap(), []);
}

#[test]
fn two_connections_see_each_others_writes() {
    let (mut on_disk, id) = OnDisk::with_account();
    let mut second = Store::open(&on_disk.file()).unwrap();
    let now = at("2026-11-01T05:00:00Z");
    on_disk.store.record_month(id, &statement("2026-09", "800.00"), now).unwrap();
    second.record_month(id, &statement("2026-10", "800.00"), now).unwrap();
    for store in [&on_disk.store, &second] {
        assert_eq!(store.months(id).unwrap().len(), 2);
    }
}

#[test]
fn writers_at_the_same_time_wait_for_each_other() {
    let (on_disk, id) = OnDisk::with_account();
    let now = at("2026-11-01T05:00:00Z");
    std::thread::scope(|scope| {
        for year in 2001..2005 {
            let file = on_disk.file();
            scope.spawn(move || {
                let mut store = Store::open(&file).unwrap();
                for month in 1..=12 {
                    let statement = statement(&format!("{year}-{month:02}"), "800.00");
                    store.record_month(id, &statement, now).unwrap();
                }
            });
        }
    });
    assert_eq!(on_disk.store.months(id).unwrap().len(), 48);
}
