use std::time::Duration;

use kabinet_store::{Failure, RefreshRecord, RefreshStatus, StoreError};

use crate::fixtures::{OnDisk, at, summary};

#[test]
fn a_success_comes_with_what_it_read() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), RefreshStatus::default());
    let now = at("2026-11-23T05:00:00Z");
    on_disk.store.record_refresh(id, now, Ok(&summary("588.00"))).unwrap();

    let expected = RefreshStatus { attempted_at: Some(now), succeeded_at: Some(now), last_error: None };
    let on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), expected);
    let kept = on_disk.store.summary(id).unwrap().unwrap();
    assert_eq!((kept.value, kept.read_at), (summary("588.00"), now));
}

#[test]
fn a_failure_keeps_the_last_success_and_what_it_read() {
    let (mut on_disk, id) = OnDisk::with_account();
    let (good, bad) = (at("2026-11-23T05:00:00Z"), at("2026-11-23T11:00:00Z"));
    on_disk.store.record_refresh(id, good, Ok(&summary("588.00"))).unwrap();
    on_disk.store.record_refresh(id, bad, Err("offline")).unwrap();

    let failure = Failure { code: "offline".to_owned(), at: bad };
    let expected =
        RefreshStatus { attempted_at: Some(bad), succeeded_at: Some(good), last_error: Some(failure) };
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), expected);
    assert_eq!(on_disk.store.summary(id).unwrap().unwrap().read_at, good, "the data are as old as they are");
}

#[test]
fn a_success_after_a_failure_keeps_word_of_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    let (bad, good) = (at("2026-11-23T05:00:00Z"), at("2026-11-23T11:00:00Z"));
    on_disk.store.record_refresh(id, bad, Err("offline")).unwrap();
    on_disk.store.record_refresh(id, good, Ok(&summary("588.00"))).unwrap();

    let failure = Failure { code: "offline".to_owned(), at: bad };
    let expected =
        RefreshStatus { attempted_at: Some(good), succeeded_at: Some(good), last_error: Some(failure) };
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), expected);
}

#[test]
fn the_last_refreshes_are_kept_newest_first_and_older_ones_forgotten() {
    let (mut on_disk, id) = OnDisk::with_account();
    let record = |hour: u64| RefreshRecord {
        at: at("2026-11-23T05:00:00Z") + Duration::from_secs(3600 * hour),
        failure: (hour % 2 == 1).then(|| "offline".to_owned()),
        months_read: u32::try_from(hour).unwrap(),
        took: Duration::from_millis(1_234 + hour),
    };
    for hour in 0..60 {
        on_disk.store.log_refresh(id, &record(hour)).unwrap();
    }
    let mut on_disk = on_disk.reopen();
    let last: Vec<RefreshRecord> = (40..60).rev().map(record).collect();
    assert_eq!(on_disk.store.refresh_log(id, 20).unwrap(), last);
    assert_eq!(on_disk.store.refresh_log(id, 1000).unwrap().len(), 50);
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.refresh_log(id, 20).unwrap(), [], "they go with their account");
    assert!(matches!(on_disk.store.log_refresh(id, &record(1)), Err(StoreError::NoSuchAccount)));
}
