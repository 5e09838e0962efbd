use std::time::Duration;

use kabinet_demo::ACCOUNT;

use crate::room::Room;

#[tokio::test]
async fn the_window_opens_with_all_that_it_shows_first() {
    let room = Room::with_customer().await;
    let opening = room.desktop.opening().unwrap();
    assert_eq!(opening.start, room.desktop.start().unwrap());
    let first = opening.first.unwrap();
    assert_eq!(first.overview, room.desktop.overview(ACCOUNT).unwrap());
    assert_eq!(first.months, room.desktop.months(ACCOUNT).unwrap());
    assert_eq!(first.changes, room.desktop.changes(ACCOUNT).unwrap());
    assert_eq!(first.reminders, room.desktop.reminders(ACCOUNT).unwrap());
    let opened = tokio::time::timeout(Duration::from_secs(10), room.desktop.opened()).await;
    assert!(opened.is_ok(), "what waits for the window goes on");
}

#[test]
fn before_anybody_has_signed_in_the_window_opens_without_figures() {
    assert_eq!(Room::new().desktop.opening().unwrap().first, None);
}
