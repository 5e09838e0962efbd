//! The icon and its menu as trays show them.

use std::path::Path;

use kabinet_demo::Running;
use kabinet_test_desktop::{Button, Display, Programs, Region, Screen, Session, TrayHost};

use super::column::{App, Column, within};
use crate::support::{ARTIFACTS, WINDOW, start_site};

const HIDDEN: &[&str] = &["--hidden"];

/// The smallest height of a menu in pixels; an icon is lower.
const MENU_HEIGHT: u16 = 80;

/// Tries a program that shows tray icons.
pub fn column(name: &'static str, host: TrayHost) {
    let desktop = Session::with_programs(Path::new(ARTIFACTS), Programs::NONE);
    let running = desktop.start_tray(host);
    let (site, mut column) = (start_site(), Column::new(name));
    if matches!(host, TrayHost::WatcherAlone | TrayHost::None) {
        column.cell("closing the window", || asks_before_it_ends(&desktop, &site));
        return column.finish();
    }
    let tray = Tray { desktop: &desktop, host, empty: drawn(&desktop, host) };
    let icon = column.cell("the icon", || {
        let app = App::start_quiet(&desktop, &site, HIDDEN);
        let region = tray.icon();
        (app, region)
    });
    column.cell("the menu", || {
        let (_, icon) = icon.as_ref().expect("there is no icon");
        tray.check_words();
        tray.open_menu(*icon);
        desktop.type_text("\u{1b}");
    });
    column.cell("another state", || {
        let (app, icon) = icon.as_ref().expect("there is no icon");
        let before = drawn(&desktop, host);
        site.change(|ledger| ledger.add("Оплата", "212.00".parse().unwrap()));
        app.refresh();
        within("another icon", || {
            let region = desktop.screen(host.display()).changes(&before);
            region.filter(|region| region.top >= icon.top - 32)
        });
    });
    column.cell("an open menu stays at a change of its words", || {
        let (app, icon) = icon.as_ref().expect("there is no icon");
        let closed = drawn(&desktop, host);
        tray.open_menu(*icon);
        let open = drawn(&desktop, host);
        site.change(|ledger| ledger.add("Оплата", "100.00".parse().unwrap()));
        app.refresh();
        within("other words in the menu", || desktop.screen(host.display()).changes(&open));
        let now = desktop.screen(host.display()).changes(&closed);
        assert!(now.is_some_and(|region| region.height >= MENU_HEIGHT), "the menu has closed");
        desktop.type_text("\u{1b}");
    });
    drop(icon);
    let closed = column.cell("closing the window", || {
        let mut app = App::start_quiet(&desktop, &site, &[]);
        within("the window", || (desktop.window_count(WINDOW) == 1).then_some(()));
        tray.icon();
        desktop.close_window(WINDOW);
        assert_eq!(app.program.exit_status(), None, "the program goes on in the tray");
        app
    });
    column.cell("a tray that crashes and comes again", || {
        let mut app = closed.expect("the program has not gone on");
        drop(running);
        within("no tray", || (!desktop.shows_icons(host)).then_some(()));
        let _again = desktop.start_tray(host);
        tray.icon();
        assert_eq!(app.program.exit_status(), None, "the program goes on");
    });
    column.finish();
}

/// A tray on a desktop.
struct Tray<'a> {
    desktop: &'a Session,
    host: TrayHost,
    /// The screen before the program was started.
    empty: Screen,
}

impl Tray<'_> {
    /// Waits for the icon, and returns its region.
    fn icon(&self) -> Region {
        if !self.host.is_of_x11() {
            within("a registered icon", || (!self.desktop.tray().is_empty()).then_some(()));
        }
        let mut last = None;
        within("the icon on the screen", || {
            let region = self.desktop.screen(self.host.display()).changes(&self.empty);
            let is_still = region.is_some() && region == last;
            last = region;
            region.filter(|_| is_still)
        })
    }

    /// Checks the words of the menu, as far as they cross the bus.
    fn check_words(&self) {
        if self.host.is_of_x11() {
            return;
        }
        let ends = |labels: &[String]| labels.last().is_some_and(|label| label == "Закрыть Kabinet");
        let opens = |labels: &[String]| labels.iter().any(|label| label == "Открыть окно");
        within("the words of the menu", || {
            self.desktop.tray().into_iter().find(|item| opens(&item.labels) && ends(&item.labels))
        });
    }

    /// Opens the menu with the right button.
    fn open_menu(&self, icon: Region) {
        assert_eq!(self.host.display(), Display::X11, "there is no pointer");
        let before = self.desktop.screen(Display::X11);
        self.desktop.click_at(icon.point(50, 50), Button::Right);
        within("an open menu", || {
            let region = self.desktop.screen(Display::X11).changes(&before);
            region.filter(|region| region.height >= MENU_HEIGHT)
        });
    }
}

/// Waits until the screen is drawn and does not change.
fn drawn(desktop: &Session, host: TrayHost) -> Screen {
    let mut last = desktop.screen(host.display());
    let mut equal = 0;
    within("a screen that does not change", || {
        let now = desktop.screen(host.display());
        equal = if now == last { equal + 1 } else { 0 };
        last = now;
        (equal >= 5).then(|| last.clone())
    })
}

/// Checks that closing the window asks, and that the window stays if that is the answer.
fn asks_before_it_ends(desktop: &Session, site: &Running) {
    let mut app = App::start_quiet(desktop, site, &[]);
    within("the window", || (desktop.window_count(WINDOW) == 1).then_some(()));
    desktop.wait_until_still(WINDOW);
    desktop.ask_to_close(WINDOW);
    within("a question", || (desktop.window_count(WINDOW) == 2).then_some(()));
    desktop.type_into(WINDOW, "\u{1b}");
    within("no question", || (desktop.window_count(WINDOW) == 1).then_some(()));
    assert_eq!(app.program.exit_status(), None, "the program goes on");
}
