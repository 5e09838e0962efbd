//! Tests of the window.

use kabinet_api::view::Preferences;
use kabinet_desktop::Screen;

use crate::support::{Done, Room};

#[test]
fn closing_leaves_the_program_in_the_tray() {
    let room = Room::new();
    room.desktop.close_window();
    assert_eq!(room.done(), [Done::Closed]);
}

#[test]
fn without_a_tray_closing_says_so_and_ends_the_program() {
    let room = Room::new();
    *room.seen.has_no_tray.lock().unwrap() = true;
    room.desktop.close_window();
    let done = room.done();
    assert!(matches!(done.as_slice(), [Done::ShowedMessage(_), Done::Quit]), "{done:?}");
}

#[test]
fn closing_ends_the_program_where_that_is_wanted() {
    let room = Room::new();
    let wanted = Preferences { close_to_tray: false, ..Preferences::default() };
    room.desktop.set_preferences(wanted).unwrap();
    room.done();
    room.desktop.close_window();
    assert_eq!(room.done(), [Done::Quit]);
}

#[test]
fn a_second_start_and_a_click_on_a_notification_bring_the_window() {
    let room = Room::new();
    room.desktop.started_again();
    room.desktop.notification_clicked();
    assert_eq!(room.done(), [Done::Opened(None), Done::Opened(Some(Screen::Overview))]);
}
