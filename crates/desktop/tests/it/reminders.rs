//! Tests of reminders.

use crate::support::{ShellCall, TestDesktop, account};

const WORDS: &str = "30 ноября спишется 800,00 ₽. На счёте 588,00 ₽: не хватает 212,00 ₽.";

#[tokio::test]
async fn a_reminder_is_shown_once_whatever_restarts() {
    let mut app = TestDesktop::with_customer().await;
    app.done();
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS], "the one of seven days ahead was missed, and still helps");
    app.desktop.tick();
    app.restart();
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0], "it was shown");
    let listed = app.reminders();
    assert_eq!(listed.shown[0].text.replace('\u{202f}', " "), WORDS, "the window lists it all the same");

    app.clock.set("2026-11-27T05:00:00Z");
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS], "the one of three days ahead is another one");
}

#[tokio::test]
async fn a_machine_that_slept_over_reminders_shows_the_latest_only() {
    let app = TestDesktop::with_customer().await;
    app.clock.set("2026-11-29T12:00:00Z");
    app.done();
    app.desktop.tick();
    app.desktop.tick();
    assert_eq!(app.notified().len(), 1);
}

#[tokio::test]
async fn a_clock_that_goes_back_shows_nothing_twice() {
    let app = TestDesktop::with_customer().await;
    app.desktop.tick();
    app.done();
    app.clock.set("2026-11-23T06:00:00Z");
    app.desktop.tick();
    app.clock.set("2026-11-25T06:00:00Z");
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0]);
}

#[tokio::test]
async fn a_snooze_holds_a_reminder_back_until_its_end() {
    let app = TestDesktop::with_customer().await;
    app.snooze("2026-11-25T09:00:00Z");
    app.done();
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0]);
    app.clock.set("2026-11-25T09:00:00Z");
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS]);
}

#[tokio::test]
async fn the_test_button_shows_one_and_records_none() {
    let app = TestDesktop::with_customer().await;
    app.done();
    app.desktop.test_reminder(&account()).unwrap();
    assert_eq!(app.notified(), [WORDS]);
    assert_eq!(app.reminders().shown, []);
}

#[test]
fn with_nobody_signed_in_a_tick_shows_the_tray_and_creates_no_file() {
    let app = TestDesktop::new();
    app.desktop.tick();
    assert!(matches!(app.done().as_slice(), [ShellCall::Drawn(_)]));
    assert!(!app.folder.path().join("data").exists());
}
