//! Tests of the diagnostics.

use std::fs;

use kabinet_api::AccountKey;
use kabinet_demo::{ACCOUNT, PASSWORD};

use crate::support::{Done, Room, account};

#[tokio::test]
async fn the_report_of_the_last_diagnosis_is_saved_where_the_person_chooses() {
    let room = Room::with_customer().await;
    assert_eq!(room.desktop.save_report(&account()), Ok(None), "there is no report yet");
    let diagnosis = room.desktop.diagnose(&account(), None).await.unwrap();
    assert!(diagnosis.failure.is_none(), "{:?}", diagnosis.failure);
    let file = room.folder.path().join("report.txt");
    *room.seen.save_as.lock().unwrap() = Some(file.clone());
    room.done();
    let saved = room.desktop.save_report(&account()).unwrap();
    assert_eq!(saved, Some(file.display().to_string()));
    assert_eq!(room.done(), [Done::SavedAs("Отчёт Kabinet.txt".to_owned())]);
    let report = fs::read_to_string(&file).unwrap();
    assert!(report.contains("Текущий баланс интернет"), "the labels are in it");
    assert!(!report.contains(ACCOUNT) && !report.contains(PASSWORD), "and nothing of the customer");
    assert_eq!(
        room.desktop.save_report(&AccountKey::new("sevencom", "87654321").unwrap()),
        Ok(None),
        "another account has no report"
    );
}

#[tokio::test]
async fn refreshes_are_told_of_newest_first() {
    let room = Room::with_customer().await;
    room.desktop.refresh(&account(), None).await.unwrap();
    let log = room.refresh_log();
    assert_eq!((log[0].code, log[0].message.as_deref()), (None, None));
    assert!(log[0].duration_ms.is_some());
}
