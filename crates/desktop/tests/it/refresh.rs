//! Tests of refreshing.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use kabinet_api::view::Preferences;
use kabinet_api::{ErrorCode, SecretName, Secrets, TrayAction};
use kabinet_demo::{ACCOUNT, Fault};
use kabinet_desktop::Event;

use crate::support::{Daemon, ShellCall, TestDesktop, account};

fn was_told_of_change(done: &[ShellCall]) -> bool {
    done.contains(&ShellCall::Emitted(Event::Changed(account())))
}

#[tokio::test]
async fn the_schedule_refreshes_by_itself_and_tells_the_window() {
    let app = TestDesktop::with_customer().await;
    app.desktop.refresh_due().await;
    app.done();
    let asked = app.asked();
    pass_hours(&app).await;
    assert!(app.asked() > asked, "in 8 hours one must have come");
    assert!(was_told_of_change(&app.done()));
}

/// Returns true if the site is requested within `ticks` steps of four minutes.
async fn is_asked_within(app: &TestDesktop, ticks: u32) -> bool {
    let asked = app.asked();
    for _ in 0..ticks {
        app.clock.pass(TimeDelta::seconds(240));
        app.desktop.refresh_due().await;
        if app.asked() > asked {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn when_the_network_comes_back_a_failed_refresh_is_repeated_soon() {
    const TWO_HOURS: u32 = 30;
    let app = TestDesktop::with_customer().await;
    let network = |is_there: bool| *app.seen.has_no_network.lock().unwrap() = !is_there;
    assert!(is_asked_within(&app, 4 * TWO_HOURS).await, "one comes after 80 minutes at the latest");
    for is_there in [false, true] {
        network(is_there);
        assert!(!is_asked_within(&app, TWO_HOURS / 2).await, "the next one after 4 h 48 min at the earliest");
    }
    app.portal.fault(Fault::Unavailable { retry_after: Some(Duration::from_secs(20 * 3600)) });
    assert!(is_asked_within(&app, 4 * TWO_HOURS).await, "after 7 h 12 min at the latest");
    app.portal.calm();
    network(false);
    assert!(!is_asked_within(&app, TWO_HOURS).await, "it would fail until 20 hours are over");
    network(true);
    assert!(is_asked_within(&app, TWO_HOURS).await, "within 80 minutes");
}

#[tokio::test]
async fn whoever_opens_the_window_sees_figures_of_the_last_hour() {
    const HOUR: u32 = 15;
    let app = TestDesktop::with_customer().await;
    app.desktop.startup().unwrap();
    let asked = app.asked();
    app.desktop.refresh_due().await;
    assert_eq!(app.asked(), asked, "everything was read a moment ago");
    assert!(is_asked_within(&app, 8 * HOUR).await, "one comes after 80 minutes at the latest");
    assert!(!is_asked_within(&app, HOUR).await, "the next one after 4 h 48 min at the earliest");
    app.desktop.startup().unwrap();
    assert!(is_asked_within(&app, 1).await, "the figures are more than an hour old");
}

#[tokio::test]
async fn a_refresh_that_was_stopped_comes_again_at_its_usual_time() {
    let app = TestDesktop::with_customer().await;
    app.portal.fault(Fault::Latency(Duration::from_secs(3600)));
    app.done();
    let stop = async || {
        loop {
            app.desktop.cancel_refresh();
            tokio::task::yield_now().await;
        }
    };
    for _ in 0..120 {
        app.clock.pass(TimeDelta::seconds(240));
        tokio::select! {
            () = app.desktop.refresh_due() => {}
            () = stop() => {}
        }
    }
    let ended = app.done().into_iter().filter(|it| *it == ShellCall::Emitted(Event::Changed(account())));
    assert!((1..=2).contains(&ended.count()), "within 80 minutes of the start, and five hours later");
}

#[tokio::test]
async fn a_captcha_waits_for_the_customer() {
    let app = TestDesktop::with_customer().await;
    app.portal.fault(Fault::EndSessions { after: 0 });
    app.portal.fault(Fault::Captcha);
    for _ in 0..200 {
        app.clock.pass(TimeDelta::seconds(240));
        app.desktop.refresh_due().await;
    }
    let failure = app.overview().last_failure.unwrap();
    assert_eq!(failure.code, ErrorCode::NeedsBrowser);
    let asked = app.asked();
    for _ in 0..200 {
        app.clock.pass(TimeDelta::seconds(240));
        app.desktop.refresh_due().await;
    }
    assert_eq!(app.asked(), asked, "another try would harm");
}

#[tokio::test]
async fn a_click_right_after_a_refresh_asks_nothing() {
    let app = TestDesktop::with_customer().await;
    let asked = app.asked();
    let nothing = app.desktop.refresh(&account(), None).await.unwrap();
    assert_eq!((nothing.months_read, app.asked()), (0, asked));
    app.clock.pass(TimeDelta::seconds(61));
    app.desktop.refresh(&account(), None).await.unwrap();
    assert!(app.asked() > asked);
}

#[tokio::test]
async fn erasing_leaves_no_file_and_no_password() {
    let app = TestDesktop::with_customer().await;
    app.desktop.erase_everything().await.unwrap();
    assert!(app.done().contains(&ShellCall::Erased));
    app.desktop.tick();
    assert_eq!(app.desktop.app_info().unwrap().accounts, []);
    assert!(!app.folder.path().join("data").exists(), "looking at nothing must not create a file");
    app.desktop.sign_in(app.form()).await.unwrap();
}

/// Lets the schedule refresh by itself, which it does after 7 h 12 min at the latest.
async fn pass_hours(app: &TestDesktop) {
    for _ in 0..120 {
        app.clock.pass(TimeDelta::seconds(240));
        app.desktop.refresh_due().await;
    }
}

#[tokio::test]
async fn changes_that_come_by_themselves_are_notified_once_if_that_is_wanted() {
    let app = TestDesktop::with_customer().await;
    app.desktop.refresh_due().await;
    let charge = || app.portal.change(|ledger| ledger.add("Антивирус", "-3.30".parse().unwrap()));
    charge();
    pass_hours(&app).await;
    assert_eq!(app.notified(), [""; 0], "nobody asked for it");

    app.desktop.set_preferences(Preferences { notify_changes: true, ..Preferences::default() }).unwrap();
    charge();
    pass_hours(&app).await;
    pass_hours(&app).await;
    assert_eq!(app.notified(), ["1 новая операция: оплачено 0,00 ₽, списано 3,30 ₽."]);
}

#[tokio::test]
async fn changes_that_nobody_takes_are_notified_at_the_next_tick() {
    let app = TestDesktop::with_customer().await;
    app.desktop.refresh_due().await;
    app.desktop.set_preferences(Preferences { notify_changes: true, ..Preferences::default() }).unwrap();
    app.portal.change(|ledger| ledger.add("Антивирус <Dr.Web>", "-3.30".parse().unwrap()));
    app.set_daemon(Daemon::Refuses);
    pass_hours(&app).await;
    assert_eq!(app.notified().len(), 1);
    app.set_daemon(Daemon::Takes);
    app.snooze("2027-01-01T00:00:00Z");
    app.desktop.tick();
    app.desktop.tick();
    assert_eq!(app.notified().len(), 1);
}

#[tokio::test]
async fn a_keyring_that_comes_late_is_asked_at_once_and_one_that_is_away_at_the_usual_time() {
    let app = TestDesktop::with_customer().await;
    let name = SecretName::password("sevencom", app.portal.url(), ACCOUNT);
    let password = app.secrets.get(&name).unwrap();
    app.secrets.delete(&name).unwrap();
    app.clock.pass(TimeDelta::minutes(2));
    Arc::clone(&app.desktop).choose(TrayAction::Refresh).await;
    app.secrets.put(&name, &password).unwrap();
    let asked = app.asked();
    app.desktop.refresh_due().await;
    assert_eq!(app.asked(), asked, "nothing says that the password is there");
    app.desktop.keyring_came();
    app.desktop.refresh_due().await;
    assert!(app.asked() > asked, "the keyring has come");
}

#[tokio::test]
async fn changes_that_the_person_asked_for_are_shown_in_the_window_alone() {
    let app = TestDesktop::with_customer().await;
    app.desktop.set_preferences(Preferences { notify_changes: true, ..Preferences::default() }).unwrap();
    app.portal.change(|ledger| ledger.add("Антивирус", "-3.30".parse().unwrap()));
    app.clock.pass(TimeDelta::seconds(61));
    app.desktop.refresh(&account(), None).await.unwrap();
    assert_eq!(app.notified(), [""; 0]);
    let changes = app.changes().unwrap();
    assert_eq!(changes.items.len(), 1, "the operation alone: there was one like it years ago");
}
