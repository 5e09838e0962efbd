//! Tests of reminders.

use kabinet_api::TrayItem;
use kabinet_desktop::{NotificationAction, NotificationEvent, Screen};

use crate::support::{Daemon, ShellCall, TestDesktop, account};

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
async fn a_refused_reminder_is_repeated_until_the_daemon_takes_it_once() {
    let mut app = TestDesktop::with_customer().await;
    app.set_daemon(Daemon::Refuses);
    app.done();
    app.desktop.tick();
    app.restart();
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS, WORDS], "it was offered twice, and refused");
    app.set_daemon(Daemon::Takes);
    app.desktop.tick();
    app.desktop.tick();
    app.restart();
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS], "the daemon took it");
}

#[tokio::test]
async fn a_daemon_that_hangs_gets_a_reminder_once_and_meanwhile_it_stands_marked() {
    let app = TestDesktop::with_customer().await;
    app.set_daemon(Daemon::Hangs);
    app.done();
    app.desktop.tick();
    app.clock.set("2026-11-25T06:01:00Z");
    app.desktop.tick();
    assert_eq!(tray_marks(&app.done()), ["Не увидено напоминаний: 1"]);
    assert!(app.reminders().shown[0].unseen);
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0], "it would show each of them when it goes on");
    app.report(NotificationEvent::Taken);
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0]);
    assert!(!app.reminders().shown[0].unseen, "it is on the screen");
}

#[tokio::test]
async fn a_daemon_that_ends_without_an_answer_leaves_the_reminder_to_the_next() {
    let app = TestDesktop::with_customer().await;
    app.set_daemon(Daemon::Hangs);
    app.desktop.tick();
    app.done();
    app.report(NotificationEvent::Refused);
    app.set_daemon(Daemon::Takes);
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS]);
}

#[tokio::test]
async fn a_reminder_that_closed_by_itself_stands_marked_until_the_window_shows_it() {
    let app = TestDesktop::with_customer().await;
    app.desktop.tick();
    app.done();
    app.report(NotificationEvent::Missed);
    assert_eq!(tray_marks(&app.done()), ["Не увидено напоминаний: 1"]);
    assert!(app.reminders().shown[0].unseen);
    app.desktop.see_reminders(&account()).unwrap();
    assert_eq!(tray_marks(&app.done()), [""; 0]);
    assert!(!app.reminders().shown[0].unseen);
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0], "it is not shown again");
}

#[tokio::test]
async fn a_click_opens_the_window_and_a_closed_reminder_is_seen() {
    let app = TestDesktop::with_customer().await;
    app.desktop.tick();
    app.done();
    app.report(NotificationEvent::Clicked(NotificationAction::Open));
    assert!(app.done().contains(&ShellCall::Opened(Some(Screen::Overview))));
    app.report(NotificationEvent::Missed);
    assert!(!app.reminders().shown[0].unseen, "it was seen");
    app.clock.set("2026-11-27T05:00:00Z");
    app.desktop.tick();
    app.done();
    app.report(NotificationEvent::Dismissed);
    app.report(NotificationEvent::Missed);
    assert!(!app.reminders().shown[0].unseen);
    assert!(!app.done().contains(&ShellCall::Opened(Some(Screen::Overview))));
}

#[tokio::test]
async fn a_reminder_is_urgent_on_the_day_of_a_debit_that_lacks_money() {
    let app = TestDesktop::with_customer().await;
    app.desktop.tick();
    app.clock.set("2026-11-30T06:00:00Z");
    app.desktop.tick();
    let notifications = app.seen.notifications.lock().unwrap();
    assert_eq!(notifications.iter().map(|(it, _)| it.is_urgent).collect::<Vec<_>>(), [false, true]);
    let words = |at: usize| notifications[at].0.buttons.iter().map(|(_, words)| words.as_str()).collect();
    let [before, today]: [Vec<&str>; 2] = [words(0), words(1)];
    assert_eq!(before, ["Пополнить", "Напомнить завтра", "Открыть"]);
    assert_eq!(today, ["Пополнить", "Открыть"], "tomorrow is too late");
}

#[tokio::test]
async fn a_reminder_put_off_comes_once_more_tomorrow_at_its_time() {
    let app = TestDesktop::with_customer().await;
    app.desktop.tick();
    app.done();
    app.report(NotificationEvent::Clicked(NotificationAction::Tomorrow));
    assert!(!app.done().contains(&ShellCall::Opened(Some(Screen::Overview))), "no window comes");
    let listed = app.reminders();
    assert_eq!((listed.shown, listed.snoozed_until), (vec![], "2026-11-26T05:00:00Z".parse().ok()));
    app.clock.set("2026-11-26T04:59:00Z");
    app.desktop.tick();
    assert_eq!(app.notified(), [""; 0]);
    app.clock.set("2026-11-26T05:00:00Z");
    app.desktop.tick();
    app.desktop.tick();
    assert_eq!(app.notified(), [WORDS], "ten in the morning in Yekaterinburg");
}

#[tokio::test]
async fn the_button_to_pay_opens_the_page_and_counts_the_reminder_as_seen() {
    let app = TestDesktop::with_customer().await;
    app.desktop.tick();
    app.done();
    app.report(NotificationEvent::Clicked(NotificationAction::Pay));
    let done = app.done();
    assert!(done.iter().any(|done| matches!(done, ShellCall::Page(_))), "{done:?}");
    app.report(NotificationEvent::Missed);
    assert!(!app.reminders().shown[0].unseen);
}

/// Returns the mark in the menu of the last tray that was drawn.
fn tray_marks(done: &[ShellCall]) -> Vec<String> {
    let tray =
        |done: &'_ ShellCall| if let ShellCall::Drawn(tray) = done { Some(tray.lines.clone()) } else { None };
    let lines = done.iter().rev().find_map(tray).unwrap_or_default();
    let words = |line| if let TrayItem::Label(words) = line { Some(words) } else { None };
    lines.into_iter().filter_map(words).filter(|words| words.starts_with("Не увидено")).collect()
}

#[tokio::test]
async fn the_test_button_says_that_nobody_shows_notifications() {
    let app = TestDesktop::with_customer().await;
    app.set_daemon(Daemon::Refuses);
    let failure = app.desktop.test_reminder(&account()).unwrap_err();
    assert!(failure.message.contains("уведомлений"), "{failure:?}");
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
