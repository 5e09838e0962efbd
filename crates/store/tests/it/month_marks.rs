//! Marks of months that are derived from a list of transactions, or shown without exact kopecks.

use std::collections::BTreeMap;

use kabinet_domain::MonthMarks;
use kabinet_store::StoreError;

use crate::support::{OnDisk, at, month, statement};

const DERIVED: MonthMarks = MonthMarks { is_derived: true, is_inexact: false };
const INEXACT: MonthMarks = MonthMarks { is_derived: true, is_inexact: true };

#[test]
fn a_month_keeps_its_marks_until_the_portal_shows_it_as_it_is() {
    let (mut on_disk, id) = OnDisk::with_account();
    for (name, marks) in [("2026-09", DERIVED), ("2026-10", DERIVED), ("2026-11", MonthMarks::default())] {
        on_disk.store.set_month_marks(id, month(name), marks).unwrap();
        on_disk.store.record_month(id, &statement(name, "800.00"), at("2026-11-01T05:00:00Z")).unwrap();
    }
    on_disk.store.set_month_marks(id, month("2026-10"), INEXACT).unwrap();
    let mut on_disk = on_disk.reopen();
    let both = BTreeMap::from([(month("2026-09"), DERIVED), (month("2026-10"), INEXACT)]);
    assert_eq!(on_disk.store.month_marks(id).unwrap(), both);
    on_disk.store.set_month_marks(id, month("2026-10"), MonthMarks::default()).unwrap();
    assert_eq!(on_disk.store.month_marks(id).unwrap(), BTreeMap::from([(month("2026-09"), DERIVED)]));
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.month_marks(id).unwrap(), BTreeMap::new(), "they go with their account");
    let outcome = on_disk.store.set_month_marks(id, month("2026-10"), DERIVED);
    assert!(matches!(outcome, Err(StoreError::NoSuchAccount)), "{outcome:?}");
}
