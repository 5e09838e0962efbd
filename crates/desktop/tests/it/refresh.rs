//! Tests of refreshing.

use chrono::TimeDelta;
use kabinet_api::ErrorCode;
use kabinet_api::view::Preferences;
use kabinet_demo::Fault;
use kabinet_desktop::Event;

use crate::support::{Done, Room, account};

fn was_told_of_change(done: &[Done]) -> bool {
    done.contains(&Done::Emitted(Event::Changed(account())))
}

#[tokio::test]
async fn the_schedule_refreshes_by_itself_and_tells_the_window() {
    let room = Room::with_customer().await;
    room.desktop.refresh_due().await;
    room.done();
    let asked = room.asked();
    pass_hours(&room).await;
    assert!(room.asked() > asked, "in 8 hours one must have come");
    assert!(was_told_of_change(&room.done()));
}

/// Returns true if the site is requested within `ticks` steps of four minutes.
async fn is_asked_within(room: &Room, ticks: u32) -> bool {
    let asked = room.asked();
    for _ in 0..ticks {
        room.clock.pass(TimeDelta::seconds(240));
        room.desktop.refresh_due().await;
        if room.asked() > asked {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn when_the_network_comes_back_the_next_refresh_is_soon() {
    const TWO_HOURS: u32 = 30;
    let room = Room::with_customer().await;
    assert!(is_asked_within(&room, 4 * TWO_HOURS).await, "one comes after 7 h 12 min at the latest");
    assert!(!is_asked_within(&room, TWO_HOURS).await, "the next one after 4 h 48 min at the earliest");
    for has_no_network in [true, false] {
        *room.seen.has_no_network.lock().unwrap() = has_no_network;
        room.desktop.refresh_due().await;
    }
    assert!(is_asked_within(&room, TWO_HOURS).await, "within an hour, and an hour from the last one");
}

#[tokio::test]
async fn a_captcha_waits_for_the_customer() {
    let room = Room::with_customer().await;
    room.cabinet.fault(Fault::Captcha);
    for _ in 0..200 {
        room.clock.pass(TimeDelta::seconds(240));
        room.desktop.refresh_due().await;
    }
    let failure = room.overview().last_failure.unwrap();
    assert_eq!(failure.code, ErrorCode::NeedsBrowser);
    let asked = room.asked();
    for _ in 0..200 {
        room.clock.pass(TimeDelta::seconds(240));
        room.desktop.refresh_due().await;
    }
    assert_eq!(room.asked(), asked, "another try would harm");
}

#[tokio::test]
async fn a_click_right_after_a_refresh_asks_nothing() {
    let room = Room::with_customer().await;
    let asked = room.asked();
    let nothing = room.desktop.refresh(&account(), None).await.unwrap();
    assert_eq!((nothing.months_read, room.asked()), (0, asked));
    room.clock.pass(TimeDelta::seconds(61));
    room.desktop.refresh(&account(), None).await.unwrap();
    assert!(room.asked() > asked);
}

#[tokio::test]
async fn erasing_leaves_no_file_and_no_password() {
    let room = Room::with_customer().await;
    room.desktop.erase_everything().await.unwrap();
    assert!(room.done().contains(&Done::Erased));
    room.desktop.tick();
    assert_eq!(room.desktop.app_info().unwrap().accounts, []);
    assert!(!room.folder.path().join("data").exists(), "looking at nothing must not create a file");
    room.desktop.sign_in(room.form()).await.unwrap();
}

/// Lets the schedule refresh by itself, which it does after 7 h 12 min at the latest.
async fn pass_hours(room: &Room) {
    for _ in 0..120 {
        room.clock.pass(TimeDelta::seconds(240));
        room.desktop.refresh_due().await;
    }
}

#[tokio::test]
async fn changes_that_come_by_themselves_are_notified_once_if_that_is_wanted() {
    let room = Room::with_customer().await;
    room.desktop.refresh_due().await;
    let charge = || room.cabinet.change(|ledger| ledger.add("Антивирус", "-3.30".parse().unwrap()));
    charge();
    pass_hours(&room).await;
    assert_eq!(room.notified(), [""; 0], "nobody asked for it");

    room.desktop.set_preferences(Preferences { notify_changes: true, ..Preferences::default() }).unwrap();
    charge();
    pass_hours(&room).await;
    pass_hours(&room).await;
    assert_eq!(room.notified(), ["1 новая операция: оплачено 0,00 ₽, списано 3,30 ₽."]);
}

#[tokio::test]
async fn changes_that_the_person_asked_for_are_shown_in_the_window_alone() {
    let room = Room::with_customer().await;
    room.desktop.set_preferences(Preferences { notify_changes: true, ..Preferences::default() }).unwrap();
    room.cabinet.change(|ledger| ledger.add("Антивирус", "-3.30".parse().unwrap()));
    room.clock.pass(TimeDelta::seconds(61));
    room.desktop.refresh(&account(), None).await.unwrap();
    assert_eq!(room.notified(), [""; 0]);
    let changes = room.changes().unwrap();
    assert_eq!(changes.items.len(), 1, "the operation alone: there was one like it years ago");
}
