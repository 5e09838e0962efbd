//! A simulated user of the program, and the demo site that the program reads.

pub mod format;
pub mod layout;
pub mod tour;

use std::path::Path;

use chrono::{Days, NaiveDate, TimeDelta};
use kabinet_api::{Clock, SignIn, SystemClock};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Setup, Skin};
use kabinet_test_desktop::{ChildProcess, Page, Session, TrayItem, wait_until};

/// The title of the program's window.
pub const WINDOW: &str = "Kabinet";

/// The title of the window of a notification.
const NOTIFICATION: &str = "Dunst";

/// Days from today to the next debit.
pub const DAYS_TO_DEBIT: u32 = 3;

/// Months in the history of the demo account.
pub const MONTHS: usize = 13;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_kabinet");

/// The folder for logs and screenshots of failed tests.
pub const ARTIFACTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/e2e");

const SKINS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/demo/skins");

/// Days from the demo's own today to its next debit.
const DEMO_DAYS_TO_DEBIT: u32 = 5;

/// A user with a desktop of their own.
pub struct User {
    pub desktop: Session,
}

impl User {
    /// Creates a user who has never started the program.
    pub fn new() -> Self {
        Self { desktop: Session::start(Path::new(ARTIFACTS)) }
    }

    /// Creates a user who has signed in before; the program is not running.
    pub fn signed_in(site: &Running) -> Self {
        let user = Self::new();
        user.sign_in(site).kill();
        user
    }

    /// Returns the label of each item in the keyring but the key of the database.
    pub fn account_secrets(&self) -> Vec<String> {
        let mut items = self.desktop.keyring_items();
        items.retain(|item| !item.starts_with("Kabinet: database key "));
        items
    }

    /// Starts the program and waits for its first screen.
    pub fn open_app(&self) -> Page<'_> {
        let page = self.desktop.open_page(Path::new(PROGRAM), &[]);
        page.wait_until("the first screen", "document.querySelector('main h1')");
        page
    }

    /// Starts the program, signs in, and waits until everything is read.
    pub fn sign_in(&self, site: &Running) -> Page<'_> {
        let page = self.open_app();
        fill_sign_in_form(&page, site, PASSWORD);
        page.click("[data-test=sign-in]");
        wait_for_sync(&page);
        page
    }

    /// Starts the program without WebDriver, as a user does.
    pub fn start_app(&self, arguments: &[&str]) -> ChildProcess {
        self.desktop.spawn(Path::new(PROGRAM), arguments)
    }

    /// Waits for the program's tray icon and its menu.
    pub fn wait_for_tray(&self) -> TrayItem {
        wait_until("an icon in the tray", || {
            self.desktop.tray().into_iter().find(|item| item.labels.iter().any(|label| !label.is_empty()))
        })
    }

    /// Waits until the tray menu has exactly these labels.
    pub fn wait_for_menu(&self, labels: &[&str]) {
        wait_until(&format!("the menu {labels:?}"), || {
            self.desktop.tray().iter().any(|item| item.labels == labels).then_some(())
        });
    }

    /// Clicks an item of the tray menu.
    pub fn click_tray(&self, label: &str) {
        let item = wait_until(&format!("«{label}» in the tray"), || {
            self.desktop.tray().into_iter().find(|item| item.labels.iter().any(|other| other == label))
        });
        self.desktop.click_menu_item(&item, label);
    }

    /// Waits until the window is open.
    pub fn wait_for_window(&self) {
        wait_until("the window", || (self.desktop.window_count(WINDOW) == 1).then_some(()));
    }

    /// Waits for a dialog of the system that stands still, and returns its title.
    pub fn wait_for_dialog(&self) -> String {
        let is_dialog = |title: &String| title != WINDOW && title != NOTIFICATION && !title.contains("panel");
        let dialog =
            wait_until("the system's dialog", || self.desktop.window_titles().into_iter().find(is_dialog));
        self.desktop.wait_until_still(&dialog);
        dialog
    }

    /// Waits until the webview runs that many processes for pages.
    pub fn wait_for_web_processes(&self, count: usize) {
        wait_until(&format!("{count} WebKitWebProcess"), || {
            (self.desktop.processes_of("WebKitWebProcess").len() == count).then_some(())
        });
    }
}

/// Starts the site of the user's provider, with a history of a year.
pub fn start_site() -> Running {
    start_site_before(DAYS_TO_DEBIT)
}

/// Starts the site of the user's provider some days before the debit.
pub fn start_site_before(days_to_debit: u32) -> Running {
    let demo_today = today() - Days::new(u64::from(DEMO_DAYS_TO_DEBIT - days_to_debit));
    Demo::start(Setup { months: Some(MONTHS), ..Setup::new(demo_today) }).unwrap()
}

/// Starts the site in another skin, with a history of three months.
pub fn start_site_in(skin: &str) -> Running {
    let skin = Skin::load(&Path::new(SKINS).join(skin)).unwrap();
    Demo::start(Setup { skin, months: Some(3), ..Setup::new(today()) }).unwrap()
}

/// Returns the form of a sign-in to the site.
pub fn sign_in_form(site: &Running) -> SignIn {
    SignIn {
        provider: "sevencom".to_owned(),
        site: Some(site.url().to_string()),
        city: Some("Талица".to_owned()),
        login: ACCOUNT.to_owned(),
        password: PASSWORD.into(),
        keep_password: false,
    }
}

/// Fills in the form of the first screen.
pub fn fill_sign_in_form(page: &Page, site: &Running, password: &str) {
    page.fill("#city", "Талица");
    page.fill("#login", ACCOUNT);
    page.fill("#password", password);
    if page.count("[data-test=advanced][open]") == 0 {
        page.click("[data-test=advanced] summary");
    }
    page.fill("#site", site.url().as_str());
}

/// Waits until everything is read and shown on the overview.
pub fn wait_for_sync(page: &Page) {
    page.wait_for("[data-test=balance]");
    page.wait_for("[data-test=connection][data-state=fresh]");
}

/// Returns today at the provider, which is five hours ahead of UTC all year round.
pub fn today() -> NaiveDate {
    (SystemClock.now() + TimeDelta::hours(5)).date_naive()
}

/// Returns the day of the next debit.
pub fn debit_day() -> NaiveDate {
    today() + Days::new(u64::from(DAYS_TO_DEBIT))
}
