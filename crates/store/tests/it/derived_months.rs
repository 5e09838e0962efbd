//! Months that are derived from a list of transactions.

use std::collections::BTreeSet;

use kabinet_store::StoreError;

use crate::support::{OnDisk, at, month, statement};

#[test]
fn a_derived_month_is_marked_until_the_portal_shows_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    for name in ["2026-09", "2026-10"] {
        on_disk.store.set_month_derived(id, month(name), true).unwrap();
        on_disk.store.record_month(id, &statement(name, "800.00"), at("2026-11-01T05:00:00Z")).unwrap();
    }
    on_disk.store.set_month_derived(id, month("2026-10"), true).unwrap();
    on_disk.store.set_month_derived(id, month("2026-11"), false).unwrap();
    let mut on_disk = on_disk.reopen();
    let both = BTreeSet::from([month("2026-09"), month("2026-10")]);
    assert_eq!(on_disk.store.derived_months(id).unwrap(), both);
    on_disk.store.set_month_derived(id, month("2026-10"), false).unwrap();
    assert_eq!(on_disk.store.derived_months(id).unwrap(), BTreeSet::from([month("2026-09")]));
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.derived_months(id).unwrap(), BTreeSet::new(), "they go with their account");
    let outcome = on_disk.store.set_month_derived(id, month("2026-10"), true);
    assert!(matches!(outcome, Err(StoreError::NoSuchAccount)), "{outcome:?}");
}
