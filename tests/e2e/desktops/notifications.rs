//! Reminders as notification daemons show them.

use std::path::Path;
use std::time::Duration;

use kabinet_test_desktop::{Monitor, Notification, NotificationDaemon, Programs, Region, Session};

use super::column::{App, Column, holds_for, within};
use crate::support::{ARTIFACTS, WINDOW, start_site, start_site_before};

const HIDDEN: &[&str] = &["--hidden"];

/// The time after which every daemon that closes an urgent notification by itself has done so.
const LONGER_THAN_ANY: Duration = Duration::from_secs(12);

/// Tries a notification daemon.
pub fn column(name: &'static str, daemon: NotificationDaemon) {
    let desktop = Session::with_programs(Path::new(ARTIFACTS), Programs::NONE);
    let (monitor, site, today) = (desktop.monitor(), start_site(), start_site_before(0));
    let mut column = Column::new(name);

    column.cell("a daemon that starts late shows the reminder", || {
        let app = App::start(&desktop, &site, HIDDEN);
        within("a recorded reminder", || (!app.reminders().is_empty()).then_some(()));
        let _daemon = desktop.start_notifications(daemon);
        wait_for(&monitor, 1);
    });
    let running = desktop.start_notifications(daemon);
    let shown = column.cell("the words of the reminder", || show(&desktop, &monitor, daemon, &site));
    column.cell("a click opens the window and closes the reminder", || {
        let (_app, region) = shown.as_ref().expect("no reminder is shown");
        desktop.click_shown_notification(daemon, *region);
        within("the window", || (desktop.window_count(WINDOW) == 1).then_some(()));
        within("a closed reminder", || monitor.taken()[1].is_closed.then_some(()));
    });
    drop(shown);
    column.cell("an urgent reminder stays", || {
        let _app = App::start(&desktop, &today, HIDDEN);
        wait_for(&monitor, 3);
        holds_for(LONGER_THAN_ANY, || assert!(!monitor.taken()[2].is_closed, "the reminder was closed"));
    });
    column.cell("a daemon that hangs", || {
        let frozen = running.first().expect("a daemon").freeze();
        let app = App::start(&desktop, &site, &[]);
        within("the window", || (desktop.window_count(WINDOW) == 1).then_some(()));
        within("a recorded reminder", || (!app.reminders().is_empty()).then_some(()));
        drop(frozen);
        wait_for(&monitor, 4);
    });
    column.cell("each reminder reaches it once", || assert_eq!(monitor.taken().len(), 4));
    column.finish();
}

/// Starts the program, and returns it with the region of the screen in which its reminder appears.
fn show(
    desktop: &Session,
    monitor: &Monitor,
    daemon: NotificationDaemon,
    site: &kabinet_demo::Running,
) -> (App, Region) {
    let before = desktop.screen(daemon.display());
    let app = App::start(desktop, site, HIDDEN);
    wait_for(monitor, 2);
    let text = app.reminders().pop().expect("the program records what it shows");
    let Notification { title, text: shown } = monitor.taken()[1].notification.clone();
    assert_eq!((shown, title.starts_with("Не хватает 212,00")), (text, true), "{title}");
    let mut last = None;
    let region = within("the reminder on the screen", || {
        let region = desktop.screen(daemon.display()).changes(&before);
        let is_still = region.is_some() && region == last;
        last = region;
        region.filter(|_| is_still)
    });
    (app, region)
}

fn wait_for(monitor: &Monitor, count: usize) {
    within(&format!("{count} notifications"), || (monitor.taken().len() >= count).then_some(()));
}
