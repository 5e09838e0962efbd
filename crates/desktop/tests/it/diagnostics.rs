//! Tests of the diagnostics.

use std::fs;

use kabinet_api::AccountKey;
use kabinet_demo::{ACCOUNT, CANARY, Fault, Screen};

use crate::support::{ShellCall, TestDesktop, account};

#[tokio::test]
async fn the_report_of_the_last_diagnosis_is_saved_where_the_person_chooses() {
    let app = TestDesktop::with_customer().await;
    assert_eq!(app.desktop.save_report(&account()), Ok(None), "there is no report yet");
    let diagnosis = app.desktop.diagnose(&account(), None).await.unwrap();
    assert!(diagnosis.failure.is_none(), "{:?}", diagnosis.failure);
    let file = app.folder.path().join("report.txt");
    *app.seen.save_as.lock().unwrap() = Some(file.clone());
    app.done();
    let saved = app.desktop.save_report(&account()).unwrap();
    assert_eq!(saved, Some(file.display().to_string()));
    assert_eq!(app.done(), [ShellCall::SavedAs("Отчёт Kabinet.txt".to_owned())]);
    let report = fs::read_to_string(&file).unwrap();
    assert!(report.contains("Текущий баланс интернет"), "the labels are in it");
    assert!(!report.contains(ACCOUNT) && !report.contains(CANARY), "and nothing of the customer");
    assert_eq!(
        app.desktop.save_report(&AccountKey::new("sevencom", "87654321").unwrap()),
        Ok(None),
        "another account has no report"
    );
}

#[tokio::test]
async fn the_report_of_a_failed_sign_in_is_of_that_attempt() {
    let app = TestDesktop::new();
    let file = app.folder.path().join("report.txt");
    *app.seen.save_as.lock().unwrap() = Some(file.clone());
    assert_eq!(app.desktop.save_sign_in_report(), Ok(None), "nobody has signed in yet");
    let label = "Текущий баланс интернет";
    let renamed = Fault::Replace(label.to_owned(), "Прочее".to_owned()).on(Screen::Account);
    app.portal.fault(renamed);
    app.desktop.sign_in(app.form()).await.unwrap_err();
    let asked = app.asked();
    assert_eq!(app.desktop.save_sign_in_report(), Ok(Some(file.display().to_string())));
    assert_eq!(app.asked(), asked, "the site is not asked again");
    let report = fs::read_to_string(&file).unwrap();
    assert!(report.contains(&format!("missing «{label}»")), "{report}");
    assert!(!report.contains(ACCOUNT) && !report.contains(CANARY), "nothing of the customer is in it");
    app.portal.calm();
    app.desktop.sign_in(app.form()).await.unwrap();
    assert_eq!(app.desktop.save_sign_in_report(), Ok(None), "a later success leaves no report");
}

#[tokio::test]
async fn refreshes_are_told_of_newest_first() {
    let app = TestDesktop::with_customer().await;
    app.desktop.refresh(&account(), None).await.unwrap();
    let log = app.refresh_log();
    assert_eq!((log[0].code, log[0].message.as_deref()), (None, None));
    assert!(log[0].duration_ms.is_some());
}
