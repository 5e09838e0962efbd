//! Tests of reminders.

use crate::support::{Done, Room, account};

const WORDS: &str = "30 ноября спишется 800,00 ₽. На счёте 588,00 ₽: не хватает 212,00 ₽.";

#[tokio::test]
async fn a_reminder_is_shown_once_whatever_restarts() {
    let mut room = Room::with_customer().await;
    room.done();
    room.desktop.tick();
    assert_eq!(room.notified(), [WORDS], "the one of seven days ahead was missed, and still helps");
    room.desktop.tick();
    room.restart();
    room.desktop.tick();
    assert_eq!(room.notified(), [""; 0], "it was shown");
    let listed = room.reminders();
    assert_eq!(listed.shown[0].text.replace('\u{202f}', " "), WORDS, "the window lists it all the same");

    room.clock.set("2026-11-27T05:00:00Z");
    room.desktop.tick();
    assert_eq!(room.notified(), [WORDS], "the one of three days ahead is another one");
}

#[tokio::test]
async fn a_machine_that_slept_over_reminders_shows_the_latest_only() {
    let room = Room::with_customer().await;
    room.clock.set("2026-11-29T12:00:00Z");
    room.done();
    room.desktop.tick();
    room.desktop.tick();
    assert_eq!(room.notified().len(), 1);
}

#[tokio::test]
async fn a_clock_that_goes_back_shows_nothing_twice() {
    let room = Room::with_customer().await;
    room.desktop.tick();
    room.done();
    room.clock.set("2026-11-23T06:00:00Z");
    room.desktop.tick();
    room.clock.set("2026-11-25T06:00:00Z");
    room.desktop.tick();
    assert_eq!(room.notified(), [""; 0]);
}

#[tokio::test]
async fn a_snooze_holds_a_reminder_back_until_its_end() {
    let room = Room::with_customer().await;
    room.snooze("2026-11-25T09:00:00Z");
    room.done();
    room.desktop.tick();
    assert_eq!(room.notified(), [""; 0]);
    room.clock.set("2026-11-25T09:00:00Z");
    room.desktop.tick();
    assert_eq!(room.notified(), [WORDS]);
}

#[tokio::test]
async fn the_test_button_shows_one_and_records_none() {
    let room = Room::with_customer().await;
    room.done();
    room.desktop.test_reminder(&account()).unwrap();
    assert_eq!(room.notified(), [WORDS]);
    assert_eq!(room.reminders().shown, []);
}

#[test]
fn with_nobody_signed_in_a_tick_shows_the_tray_and_creates_no_file() {
    let room = Room::new();
    room.desktop.tick();
    assert!(matches!(room.done().as_slice(), [Done::Drawn(_)]));
    assert!(!room.folder.path().join("data").exists());
}
