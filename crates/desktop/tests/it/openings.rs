//! Tests of the number of times the database is opened.

use chrono::TimeDelta;

use crate::support::{TestDesktop, account};

fn openings(app: &TestDesktop) -> usize {
    app.desktop.query(|api, _| Ok(api.database_openings())).unwrap()
}

#[tokio::test]
async fn a_click_on_refresh_opens_the_database_three_times_at_most() {
    let app = TestDesktop::with_customer().await;
    app.clock.pass(TimeDelta::minutes(2));
    let (before, asked) = (openings(&app), app.asked());
    app.desktop.refresh(&account(), None).await.unwrap();
    app.ask(|account, language| account.overview_screen(language));
    assert!(app.asked() > asked, "the site was read");
    let opened = openings(&app) - before;
    assert!((1..=3).contains(&opened), "the refresh, the tray and the screen, not {opened}");
}
