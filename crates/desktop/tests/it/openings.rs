//! Tests of the number of times the database is opened.

use chrono::TimeDelta;

use crate::support::{Room, account};

fn openings(room: &Room) -> usize {
    room.desktop.query(|api, _| Ok(api.database_openings())).unwrap()
}

#[tokio::test]
async fn a_click_on_refresh_opens_the_database_three_times_at_most() {
    let room = Room::with_customer().await;
    room.clock.pass(TimeDelta::minutes(2));
    let (before, asked) = (openings(&room), room.asked());
    room.desktop.refresh(&account(), None).await.unwrap();
    room.ask(|account, language| account.overview_screen(language));
    assert!(room.asked() > asked, "the site was read");
    let opened = openings(&room) - before;
    assert!((1..=3).contains(&opened), "the refresh, the tray and the screen, not {opened}");
}
