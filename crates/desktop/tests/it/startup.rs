//! Tests of the start of the program.

use std::time::Duration;

use crate::support::Room;

#[tokio::test]
async fn the_window_opens_with_all_that_it_shows_first() {
    let room = Room::with_customer().await;
    let opening = room.desktop.startup().unwrap();
    assert_eq!(opening.start, room.desktop.app_info().unwrap());
    let first = opening.first.unwrap();
    assert_eq!(first.overview, Some(room.overview()));
    assert_eq!(first.months, room.months());
    assert_eq!(first.changes, room.changes());
    assert_eq!(first.reminders, room.reminders());
    let opened = tokio::time::timeout(Duration::from_secs(10), room.desktop.started()).await;
    assert!(opened.is_ok(), "what waits for the window goes on");
}

#[test]
fn before_anybody_has_signed_in_the_window_opens_without_figures() {
    assert_eq!(Room::new().desktop.startup().unwrap().first, None);
}
