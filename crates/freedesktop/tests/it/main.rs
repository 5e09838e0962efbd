//! Notifications before a daemon that a test controls.
//!
//! The real daemons are in `tests/e2e/desktops`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod autostart;
mod flatpak;
mod support;

use kabinet_desktop::NotificationEvent::{Clicked, Dismissed, Missed, Refused, Taken};
use kabinet_freedesktop::Picture;

use support::{Behaviour, Bus, FakeDaemon, notification};

#[test]
fn without_a_daemon_it_is_refused_and_one_that_comes_is_reported() {
    let bus = Bus::new();
    let client = bus.client();
    assert_eq!(client.show(notification("Рубли")).next(), Refused);
    let daemon = FakeDaemon::start(&bus, Behaviour::Markup);
    client.wait_for_daemon();
    assert_eq!(client.show(notification("Рубли")).next(), Taken);
    assert_eq!(daemon.texts(), ["Рубли"]);
}

#[test]
fn markup_is_escaped_where_the_daemon_reads_it() {
    let bus = Bus::new();
    let client = bus.client();
    for (behaviour, shown) in [
        (Behaviour::Markup, "Антивирус &lt;Dr.Web&gt; &amp; Ко"),
        (Behaviour::Plain, "Антивирус <Dr.Web> & Ко"),
    ] {
        let daemon = FakeDaemon::start(&bus, behaviour);
        assert_eq!(client.show(notification("Антивирус <Dr.Web> & Ко")).next(), Taken);
        assert_eq!(daemon.texts(), [shown]);
    }
}

#[test]
fn a_click_is_reported_and_closes_the_notification() {
    let bus = Bus::new();
    let (client, daemon) = (bus.client(), FakeDaemon::start(&bus, Behaviour::Markup));
    use kabinet_desktop::NotificationAction::{Open, Pay};
    for (action, offered) in [("default", Open), ("open", Open), ("pay", Pay)] {
        let events = client.show(notification("Рубли"));
        assert_eq!(events.next(), Taken);
        daemon.click(action);
        assert_eq!(events.next(), Clicked(offered));
        daemon.wait_until_closed();
    }
}

#[test]
fn the_reason_of_closing_tells_whether_the_customer_has_seen_it() {
    let bus = Bus::new();
    let (client, daemon) = (bus.client(), FakeDaemon::start(&bus, Behaviour::Markup));
    const EXPIRED: u32 = 1;
    const DISMISSED: u32 = 2;
    for (reason, event) in [(EXPIRED, Missed), (DISMISSED, Dismissed)] {
        let events = client.show(notification("Рубли"));
        assert_eq!(events.next(), Taken);
        daemon.close(reason);
        assert_eq!(events.next(), event);
    }
}

#[test]
fn only_the_daemon_that_shows_a_notification_reports_its_clicks() {
    let bus = Bus::new();
    let (client, daemon) = (bus.client(), FakeDaemon::start(&bus, Behaviour::Markup));
    let events = client.show(notification("Рубли"));
    assert_eq!(events.next(), Taken);
    drop(daemon);
    assert_eq!(events.next(), Missed, "it went with the daemon");
    let again = FakeDaemon::start(&bus, Behaviour::Markup);
    again.click_id(1);
    let other = client.show(notification("Рубли"));
    assert_eq!(other.next(), Taken, "the ids begin anew");
    assert!(events.are_over(), "the click was on the notification of another program");
}

#[test]
fn a_daemon_that_hangs_keeps_the_notification_until_it_is_replaced() {
    let bus = Bus::new();
    let (client, hung) = (bus.client(), FakeDaemon::start(&bus, Behaviour::Hangs));
    let events = client.show(notification("Рубли"));
    hung.wait_for_text();
    assert!(events.are_over(), "it may still show it");
    let later = client.show(notification("Копейки"));
    hung.release_name();
    let next = FakeDaemon::start(&bus, Behaviour::Markup);
    assert_eq!((events.next(), later.next()), (Refused, Refused));
    client.wait_for_daemon();
    assert_eq!(client.show(notification("Рубли")).next(), Taken);
    assert_eq!(next.texts(), ["Рубли"]);
}

#[test]
fn an_urgent_notification_stays_and_each_has_its_buttons_and_the_picture() {
    let bus = Bus::new();
    let picture = Picture { width: 1, height: 1, rgba: vec![1, 2, 3, 4] };
    let (client, daemon) = (bus.client_with(Some(picture)), FakeDaemon::start(&bus, Behaviour::Markup));
    let urgent = kabinet_desktop::Notification { is_urgent: true, ..notification("Рубли") };
    for notification in [notification("Рубли"), urgent] {
        assert_eq!(client.show(notification).next(), Taken);
    }
    let [first, second] = daemon.taken().try_into().unwrap();
    assert_eq!((first.urgency, first.limit), (1, -1));
    assert_eq!((second.urgency, second.limit), (2, 0));
    assert_eq!(first.actions, ["default", "", "pay", "Пополнить", "open", "Открыть"]);
    assert!(first.has_picture);
}
