//! Times and outcomes of refreshes.

use std::time::Duration;

use kabinet_domain::ErrorCode;
use kabinet_store::{Failure, RefreshRecord, RefreshStatus, StoreError, StoredCode};

use crate::support::{OnDisk, at, connect, month, summary};

#[test]
fn a_success_comes_with_what_it_read() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), RefreshStatus::default());
    let now = at("2026-11-23T05:00:00Z");
    on_disk.store.record_refresh(id, now, Ok(&summary("588.00"))).unwrap();

    let expected = RefreshStatus {
        attempted_at: Some(now),
        succeeded_at: Some(now),
        last_error: None,
        unread_list: None,
    };
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
    on_disk.store.record_refresh(id, bad, Err(ErrorCode::Offline)).unwrap();

    let failure = Failure { code: ErrorCode::Offline.into(), at: bad };
    let expected = RefreshStatus {
        attempted_at: Some(bad),
        succeeded_at: Some(good),
        last_error: Some(failure),
        unread_list: None,
    };
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), expected);
    assert_eq!(on_disk.store.summary(id).unwrap().unwrap().read_at, good, "the data are as old as they are");
}

#[test]
fn a_success_after_a_failure_keeps_word_of_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    let (bad, good) = (at("2026-11-23T05:00:00Z"), at("2026-11-23T11:00:00Z"));
    on_disk.store.record_refresh(id, bad, Err(ErrorCode::Offline)).unwrap();
    on_disk.store.record_refresh(id, good, Ok(&summary("588.00"))).unwrap();

    let failure = Failure { code: ErrorCode::Offline.into(), at: bad };
    let expected = RefreshStatus {
        attempted_at: Some(good),
        succeeded_at: Some(good),
        last_error: Some(failure),
        unread_list: None,
    };
    assert_eq!(on_disk.store.refresh_status(id).unwrap(), expected);
}

#[test]
fn a_list_of_months_that_was_not_read_is_known_until_the_next_refresh() {
    let (mut on_disk, id) = OnDisk::with_account();
    let now = at("2026-11-23T05:00:00Z");
    for next in [Ok(&summary("588.00")), Err(ErrorCode::Offline)] {
        on_disk.store.record_refresh(id, now, Ok(&summary("588.00"))).unwrap();
        on_disk.store.set_list_unread(id, ErrorCode::SiteChanged).unwrap();
        let known = on_disk.store.refresh_status(id).unwrap().unread_list;
        assert_eq!(known, Some(StoredCode::from(ErrorCode::SiteChanged)));
        on_disk.store.record_refresh(id, now, next).unwrap();
        assert_eq!(on_disk.store.refresh_status(id).unwrap().unread_list, None);
    }
}

#[test]
fn the_last_refreshes_are_kept_newest_first_and_older_ones_forgotten() {
    let (mut on_disk, id) = OnDisk::with_account();
    let record = |hour: u64| RefreshRecord {
        at: at("2026-11-23T05:00:00Z") + Duration::from_secs(3600 * hour),
        failure: (hour % 2 == 1).then(|| ErrorCode::Offline.into()),
        months_read: u32::try_from(hour).unwrap(),
        duration: Duration::from_millis(1_234 + hour),
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

#[test]
fn a_code_of_another_release_keeps_its_name_and_is_no_damage() {
    let (mut on_disk, id) = OnDisk::with_account();
    let now = at("2026-11-23T05:00:00Z");
    let failure = Some(StoredCode::Unknown("site_on_fire".to_owned()));
    let record =
        RefreshRecord { at: now, failure: failure.clone(), months_read: 0, duration: Duration::ZERO };
    on_disk.store.log_refresh(id, &record).unwrap();
    on_disk.store.record_refresh(id, now, Err(ErrorCode::Offline)).unwrap();
    on_disk.store.set_month_unread(id, month("2026-10"), ErrorCode::Offline, now).unwrap();
    let newer = connect(&on_disk.file());
    let renamed = "UPDATE sync_status SET error_code = 'site_on_fire';
                   UPDATE unread_month SET reason = 'site_on_fire'";
    newer.execute_batch(renamed).unwrap();

    let store = on_disk.reopen().store;
    assert_eq!(store.refresh_log(id, 1).unwrap(), [record]);
    assert_eq!(store.refresh_status(id).unwrap().last_error.map(|error| error.code), failure);
    let unread = store.unread_months(id).unwrap().remove(0);
    assert_eq!((unread.reason.name(), unread.reason.code()), ("site_on_fire", ErrorCode::DatabaseNewer));
}

#[test]
fn every_code_is_stored_and_read_back_as_itself() {
    let (mut on_disk, id) = OnDisk::with_account();
    for code in ErrorCode::ALL {
        on_disk.store.record_refresh(id, at("2026-11-23T05:00:00Z"), Err(code)).unwrap();
        let last = on_disk.store.refresh_status(id).unwrap().last_error.unwrap();
        assert_eq!((last.code.code(), last.code), (code, StoredCode::Known(code)));
    }
}
