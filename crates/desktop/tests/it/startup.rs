//! Tests of the start of the program.

use std::time::Duration;

use crate::support::TestDesktop;

#[tokio::test]
async fn the_window_opens_with_all_that_it_shows_first() {
    let app = TestDesktop::with_customer().await;
    let opening = app.desktop.startup().unwrap();
    assert_eq!(opening.start, app.desktop.app_info().unwrap());
    let first = opening.first.unwrap();
    assert_eq!(first.overview, Some(app.overview()));
    assert_eq!(first.months, app.months());
    assert_eq!(first.changes, app.changes());
    assert_eq!(first.reminders, app.reminders());
    let opened = tokio::time::timeout(Duration::from_secs(10), app.desktop.started()).await;
    assert!(opened.is_ok(), "what waits for the window goes on");
}

#[test]
fn before_anybody_has_signed_in_the_window_opens_without_figures() {
    assert_eq!(TestDesktop::new().desktop.startup().unwrap().first, None);
}
