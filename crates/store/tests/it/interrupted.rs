//! Writes that fail or are cut off.

use kabinet_domain::{Money, Month, MonthStatement};
use kabinet_store::{Store, StoreError};

use crate::support::other_process::{self, OtherProcess};
use crate::support::{OnDisk, at, entry, money, month, statement};

#[test]
fn a_month_that_cannot_be_stored_whole_is_not_stored_at_all() {
    let (mut on_disk, id) = OnDisk::with_account();
    let before = statement("2026-10", "800.00");
    on_disk.store.record_month(id, &before, at("2026-11-01T05:00:00Z")).unwrap();
    let beyond_what_a_column_holds: Money = [money("999999999999.00"); 2].into_iter().sum();
    let mut broken = statement("2026-10", "900.00");
    broken.transactions[1].amount = beyond_what_a_column_holds;

    let outcome = on_disk.store.record_month(id, &broken, at("2026-11-02T05:00:00Z"));
    assert!(matches!(outcome, Err(StoreError::Sqlite(_))), "{outcome:?}");
    assert_eq!(on_disk.store.statements(id, None).unwrap(), [before]);
    assert_eq!(on_disk.store.previous_versions(id, month("2026-10")).unwrap(), []);
}

#[test]
fn a_process_that_is_killed_leaves_no_half_month() {
    let (on_disk, id) = OnDisk::with_account();
    for round in 1..=8 {
        let killed = OtherProcess::start("interrupted::fills_the_file_it_is_given", &on_disk.file());
        while on_disk.store.months(id).unwrap().len() < round {
            std::thread::yield_now();
        }
        drop(killed);
        let store = Store::open(&on_disk.file()).unwrap();
        for statement in store.statements(id, None).unwrap() {
            assert_eq!(statement, long_month(statement.totals.month));
        }
    }
}

#[test]
fn fills_the_file_it_is_given() {
    let Some(file) = other_process::given_file() else { return };
    let mut store = Store::open(&file).unwrap();
    let id = store.accounts().unwrap()[0].id;
    let newest = store.months(id).unwrap().first().map(|month| month.value.month);
    let mut next = newest.map_or(month("2000-01"), Month::next);
    while next < month("2100-01") {
        store.record_month(id, &long_month(next), at("2026-11-01T05:00:00Z")).unwrap();
        next = next.next();
    }
}

/// Returns a month long enough that a kill mostly comes while it is written.
fn long_month(month: Month) -> MonthStatement {
    let day = month.first_day();
    let entries = (0..2000).map(|i| entry(day, &format!("Операция {i}"), "-1.00")).collect();
    MonthStatement { transactions: entries, ..statement(&month.to_string(), "800.00") }
}
