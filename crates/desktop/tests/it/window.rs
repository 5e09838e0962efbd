//! Tests of the window.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use kabinet_api::view::Preferences;
use kabinet_demo::Fault;
use kabinet_desktop::Screen;
use url::Url;

use crate::support::{ShellCall, TestDesktop, account};

#[test]
fn closing_leaves_the_program_in_the_tray_and_says_so_once() {
    let app = TestDesktop::new();
    app.desktop.close_window();
    let done = app.done();
    assert!(matches!(done.as_slice(), [ShellCall::Notified(_), .., ShellCall::Closed]), "{done:?}");
    app.desktop.close_window();
    assert_eq!(app.done(), [ShellCall::Closed]);
}

#[tokio::test]
async fn closing_stops_no_refresh() {
    const ANSWER: Duration = Duration::from_millis(300);
    let app = TestDesktop::with_customer().await;
    app.clock.pass(TimeDelta::minutes(2));
    app.portal.fault(Fault::Latency(ANSWER));
    let (desktop, asked) = (Arc::clone(&app.desktop), app.asked());
    let refresh = tokio::spawn(async move { desktop.refresh(&account(), None).await });
    while app.asked() == asked {
        tokio::task::yield_now().await;
    }
    app.desktop.close_window();
    app.portal.calm();
    refresh.await.unwrap().unwrap();
}

#[test]
fn a_click_on_the_icon_opens_the_window_and_closes_it() {
    let app = TestDesktop::new();
    app.desktop.icon_clicked();
    assert_eq!(app.done(), [ShellCall::Opened(None)]);
    *app.seen.has_window.lock().unwrap() = true;
    app.desktop.icon_clicked();
    assert_eq!(app.done().last(), Some(&ShellCall::Closed));
}

#[test]
fn without_a_tray_closing_asks_and_ends_the_program_or_stays() {
    let app = TestDesktop::new();
    *app.seen.has_no_tray.lock().unwrap() = true;
    app.desktop.close_window();
    let done = app.done();
    assert!(matches!(done.as_slice(), [ShellCall::Confirmed(_), ShellCall::Quit]), "{done:?}");
    *app.seen.declines.lock().unwrap() = true;
    app.desktop.close_window();
    let done = app.done();
    assert!(matches!(done.as_slice(), [ShellCall::Confirmed(_)]), "the window stays: {done:?}");
}

#[test]
fn closing_ends_the_program_where_that_is_wanted() {
    let app = TestDesktop::new();
    let wanted = Preferences { close_to_tray: false, ..Preferences::default() };
    app.desktop.set_preferences(wanted).unwrap();
    app.done();
    app.desktop.close_window();
    assert_eq!(app.done(), [ShellCall::Quit]);
}

#[test]
fn a_second_start_and_a_click_on_a_notification_bring_the_window() {
    let app = TestDesktop::new();
    app.desktop.started_again();
    app.desktop.notification_clicked();
    assert_eq!(app.done(), [ShellCall::Opened(None), ShellCall::Opened(Some(Screen::Overview))]);
}

#[test]
fn a_window_that_does_not_open_is_told_with_the_way_out() {
    let app = TestDesktop::new();
    let page: Url = "https://webview.example/".parse().unwrap();
    app.desktop.window_failed(Some(&page));
    let done = app.done();
    assert!(
        matches!(done.as_slice(), [ShellCall::Confirmed(_), ShellCall::Page(shown)] if *shown == page),
        "{done:?}"
    );
    *app.seen.declines.lock().unwrap() = true;
    *app.seen.has_no_tray.lock().unwrap() = true;
    app.desktop.window_failed(Some(&page));
    let done = app.done();
    assert!(
        matches!(done.as_slice(), [ShellCall::Confirmed(_), ShellCall::Quit]),
        "nothing of it is seen: {done:?}"
    );
    app.desktop.window_failed(None);
    let done = app.done();
    assert!(matches!(done.as_slice(), [ShellCall::ShowedMessage(_), ShellCall::Quit]), "{done:?}");
}
