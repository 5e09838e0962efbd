//! Backups, and data that were put aside.

use std::fs;

use chrono::TimeDelta;
use kabinet_api::view::ProtectedBy;
use kabinet_api::{ErrorCode, KeyPlace, Remedy};

use crate::support::{ShellCall, TestDesktop, account};

/// The length of a page of the database in bytes.
const PAGE: usize = 16384;

#[tokio::test]
async fn a_backup_goes_where_the_customer_chooses_and_comes_back_from_there() {
    let app = TestDesktop::with_customer().await;
    let before = app.overview();
    assert_eq!(app.desktop.back_up("тайна".into()).unwrap_err().code, ErrorCode::Cancelled);
    let file = app.folder.path().join("copy.kabinet");
    *app.seen.save_as.lock().unwrap() = Some(file.clone());
    assert_eq!(app.desktop.back_up("тайна".into()).unwrap(), file.display().to_string());
    let name = ShellCall::SavedAs("Kabinet 2026-11-25.kabinet".to_owned());
    assert_eq!(app.seen.count(|call| *call == name), 2, "once cancelled, once saved");

    app.desktop.sign_out(&account(), true).await.unwrap();
    assert_eq!(app.desktop.restore("не та".into()).unwrap_err().code, ErrorCode::WrongPassphrase);
    app.desktop.restore("тайна".into()).unwrap();
    assert_eq!(app.overview().balance, before.balance);
}

#[tokio::test]
async fn the_data_are_encrypted_until_the_customer_chooses_otherwise() {
    let app = TestDesktop::with_customer().await;
    let before = app.overview();
    for (place, by) in [
        (KeyPlace::Keyring, ProtectedBy::Keyring),
        (KeyPlace::Public, ProtectedBy::Nothing),
        (KeyPlace::Passphrase("тайна".into()), ProtectedBy::Passphrase),
    ] {
        assert_eq!(app.desktop.protect(&place).unwrap().by, by);
        assert_eq!(app.desktop.protection().unwrap().map(|it| it.by), Some(by));
        assert_eq!(app.overview().balance, before.balance);
    }
}

#[tokio::test]
async fn a_start_with_data_under_a_passphrase_asks_for_it_in_the_window() {
    let mut app = TestDesktop::with_customer().await;
    let before = app.overview();
    app.desktop.protect(&KeyPlace::Passphrase("тайна".into())).unwrap();
    app.desktop.ask_for_passphrase();
    let opened = |app: &TestDesktop| app.seen.count(|call| matches!(call, ShellCall::Opened(_)));
    assert_eq!(opened(&app), 0, "it knows the passphrase");
    app.restart();
    app.desktop.ask_for_passphrase();
    assert_eq!(opened(&app), 1, "a start without a window opens one");
    app.desktop.draw_tray();
    let failure = app.desktop.startup().unwrap_err();
    assert_eq!((failure.code, failure.remedy), (ErrorCode::PassphraseNeeded, Some(Remedy::EnterPassphrase)));
    assert_eq!(app.desktop.unlock("не та".into()).unwrap_err().code, ErrorCode::WrongPassphrase);
    app.desktop.unlock("тайна".into()).unwrap();
    assert_eq!(app.desktop.startup().unwrap().start.accounts.len(), 1);
    assert_eq!(app.overview().balance, before.balance);

    app.restart();
    app.desktop.give_up_passphrase().unwrap();
    let aside = "kabinet.db.passphrase-forgotten-2026-11-25";
    let told = |call: &ShellCall| matches!(call, ShellCall::ShowedMessage(text) if text.contains(aside));
    assert_eq!(app.seen.count(told), 1);
    assert_eq!(app.desktop.startup().unwrap().start.accounts, []);
}

#[tokio::test]
async fn a_damaged_database_does_not_block_the_start_and_is_told_once() {
    let mut app = TestDesktop::with_customer().await;
    let file = app.folder.path().join("data/kabinet.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[PAGE / 2] ^= 1;
    fs::write(&file, bytes).unwrap();
    app.restart();
    assert_eq!(app.desktop.startup().unwrap().start.accounts, []);
    let aside = "kabinet.db.damaged-2026-11-25";
    assert!(app.folder.path().join("data").join(aside).exists());
    app.desktop.show_set_aside();
    let told = |call: &ShellCall| matches!(call, ShellCall::ShowedMessage(text) if text.contains(aside));
    assert_eq!(app.seen.count(told), 1);
    app.desktop.show_set_aside();
    assert_eq!(app.seen.count(told), 1, "it is told once");
    app.desktop.sign_in(app.form()).await.unwrap();
    app.desktop.refresh(&account(), None).await.unwrap();
    assert!(!app.months().is_empty());
}

#[tokio::test]
async fn damage_in_the_figures_is_read_again_by_the_next_refresh_that_is_due() {
    let mut app = TestDesktop::with_customer().await;
    let file = app.folder.path().join("data/kabinet.db");
    let months = app.months();
    let whole = fs::read(&file).unwrap();
    for page in (1..whole.len() / PAGE).rev() {
        let mut bytes = whole.clone();
        bytes[PAGE * page + 100] ^= 1;
        fs::write(&file, bytes).unwrap();
        app.restart();
        let start = app.desktop.startup().unwrap();
        let read = app.desktop.query(|api, language| api.open(&account())?.months(language));
        if read.as_ref().is_ok_and(|read| *read == months) || start.start.accounts.is_empty() {
            continue;
        }
        assert!(read.is_err() || read.is_ok_and(|read| read.is_empty()), "page {page}: some of the months");
        app.desktop.show_set_aside();
        for _tick in 0..60 {
            app.clock.pass(TimeDelta::seconds(30));
            app.desktop.refresh_due().await;
        }
        assert_eq!(app.months(), months, "the figures are back");
        return;
    }
    panic!("no page has figures and not the account");
}
