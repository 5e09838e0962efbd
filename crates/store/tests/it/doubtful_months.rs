//! Months that were held back or not read.

use kabinet_domain::{CategoryOverrides, DateRange, ErrorCode, Query};
use kabinet_store::{Search, StoreError, UnreadMonth};

use crate::support::{OnDisk, at, month, statement};

const FIRST: &str = "2026-11-01T05:00:00Z";
const SECOND: &str = "2026-11-02T05:00:00Z";

#[test]
fn a_reading_held_back_replaces_nothing_and_is_shown_beside_the_month() {
    let (mut on_disk, id) = OnDisk::with_account();
    let (stored, odd) = (statement("2026-10", "800.00"), statement("2026-10", "1.00"));
    on_disk.store.record_month(id, &stored, at(FIRST)).unwrap();
    on_disk.store.hold_back_month(id, &statement("2026-10", "2.00"), at(FIRST)).unwrap();
    on_disk.store.hold_back_month(id, &odd, at(SECOND)).unwrap();

    let mut on_disk = on_disk.reopen();
    let store = &on_disk.store;
    assert_eq!(store.statements(id, None).unwrap(), std::slice::from_ref(&stored));
    assert_eq!(store.previous_versions(id, month("2026-10")).unwrap(), []);
    assert_eq!(store.superseded(id).unwrap(), []);
    assert_eq!(store.months_changed_at(id).unwrap(), [at(FIRST)]);
    assert_eq!(
        store.statements_as_of(id, at(SECOND), month("2020-01")).unwrap(),
        std::slice::from_ref(&stored)
    );
    let held_back = store.held_back_months(id).unwrap();
    let held_back: Vec<_> = held_back.into_iter().map(|it| (it.value, it.read_at)).collect();
    assert_eq!(held_back, [(odd, at(SECOND))], "the last one only");

    assert_eq!(on_disk.store.record_month(id, &stored, at(SECOND)).unwrap(), 0, "nothing known is new");
    assert_eq!(on_disk.store.held_back_months(id).unwrap(), [], "the site has recovered");
}

#[test]
fn a_month_that_is_only_held_back_is_in_no_list_and_no_search() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.hold_back_month(id, &statement("2026-10", "800.00"), at(FIRST)).unwrap();
    let store = on_disk.reopen().store;
    assert_eq!(store.months(id).unwrap(), []);
    assert_eq!(store.neighbours(id, month("2026-09")).unwrap(), [None, None]);
    let (query, overrides) =
        (Query::typed("800", month("2026-10").first_day()), CategoryOverrides::default());
    let search = Search { query: &query, category: None, days: DateRange::default(), overrides: &overrides };
    assert_eq!(store.search(id, &search, None).unwrap().transactions, []);
}

#[test]
fn an_unread_month_keeps_its_version_and_its_reason_until_it_is_read() {
    let (mut on_disk, id) = OnDisk::with_account();
    let stored = statement("2026-10", "800.00");
    on_disk.store.record_month(id, &stored, at(FIRST)).unwrap();
    let (first, last) = (ErrorCode::Offline, ErrorCode::SiteChanged);
    for (name, reason) in [("2026-10", first), ("2026-10", last), ("2026-11", last)] {
        on_disk.store.set_month_unread(id, month(name), reason, at(SECOND)).unwrap();
    }
    let mut on_disk = on_disk.reopen();
    let unread = |name: &str| UnreadMonth {
        month: month(name),
        reason: ErrorCode::SiteChanged.into(),
        failed_at: at(SECOND),
    };
    assert_eq!(on_disk.store.unread_months(id).unwrap(), [unread("2026-11"), unread("2026-10")]);
    assert_eq!(on_disk.store.statements(id, None).unwrap(), std::slice::from_ref(&stored));
    on_disk.store.record_month(id, &stored, at(SECOND)).unwrap();
    assert_eq!(on_disk.store.unread_months(id).unwrap(), [unread("2026-11")]);
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.unread_months(id).unwrap(), [], "they go with their account");
    let outcome = on_disk.store.set_month_unread(id, month("2026-10"), ErrorCode::Offline, at(SECOND));
    assert!(matches!(outcome, Err(StoreError::NoSuchAccount)), "{outcome:?}");
}
