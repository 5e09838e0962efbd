use std::path::Path;

use chrono::{Days, NaiveDate, TimeDelta};
use kabinet_api::{Clock, SystemClock};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Setup};
use kabinet_screen::{Page, Servant, Session, TrayItem, until};

/// The title of the program's window.
pub const WINDOW: &str = "Kabinet";

/// The debit that the demo foresees is in so many days from today.
pub const DAYS_TO_DEBIT: u32 = 3;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_kabinet");

/// Where failed tests leave what is to be looked at.
const TRACES: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/e2e");

/// How long the history of the demo is.
const MONTHS: usize = 13;

/// The demo looks at its account from a day on which the debit is in so many days.
const DEMO_DAYS_TO_DEBIT: u32 = 5;

/// A customer at their desk.
pub struct Customer {
    pub desk: Session,
}

impl Customer {
    /// Has never started the program.
    pub fn new() -> Self {
        Self { desk: Session::begin(Path::new(TRACES)) }
    }

    /// Has signed in before; the program is not running.
    pub fn signed_in(site: &Running) -> Self {
        let customer = Self::new();
        customer.signs_in(site).switch_off();
        customer
    }

    /// Starts the program and looks at its page.
    pub fn opens(&self) -> Page<'_> {
        let page = self.desk.open(Path::new(PROGRAM), &[]);
        page.until("the first screen", "document.querySelector('main h1')");
        page
    }

    /// Starts the program, signs in, and waits until everything is read.
    pub fn signs_in(&self, site: &Running) -> Page<'_> {
        let page = self.opens();
        fill_in(&page, site, PASSWORD);
        page.click("[data-test=sign-in]");
        read(&page);
        page
    }

    /// Starts the program as a person does, without anything that drives it.
    pub fn starts(&self, arguments: &[&str]) -> Servant {
        self.desk.start(Path::new(PROGRAM), arguments)
    }

    /// The program's icon in the tray, once its menu says something.
    pub fn tray(&self) -> TrayItem {
        until("an icon in the tray", || {
            self.desk.tray().into_iter().find(|item| item.lines.iter().any(|line| !line.is_empty()))
        })
    }

    /// Chooses a line of the icon's menu.
    pub fn chooses(&self, line: &str) {
        self.desk.choose(&self.tray(), line);
    }

    /// Waits until the window is there.
    pub fn sees_window(&self) {
        until("the window", || (self.desk.windows(WINDOW) == 1).then_some(()));
    }

    /// Waits until the webview has so many processes for pages.
    pub fn has_pages(&self, count: usize) {
        until(&format!("{count} WebKitWebProcess"), || {
            (self.desk.processes_of("WebKitWebProcess").len() == count).then_some(())
        });
    }
}

/// The site of the customer's provider, with a year's history.
pub fn site() -> Running {
    let seen_from = today() - Days::new(u64::from(DEMO_DAYS_TO_DEBIT - DAYS_TO_DEBIT));
    Demo::start(Setup { months: Some(MONTHS), ..Setup::new(seen_from) }).unwrap()
}

/// Fills in the form of the first screen.
pub fn fill_in(page: &Page, site: &Running, password: &str) {
    page.fill("#city", "Талица");
    page.fill("#login", ACCOUNT);
    page.fill("#password", password);
    if page.count("[data-test=advanced][open]") == 0 {
        page.click("[data-test=advanced] summary");
    }
    page.fill("#site", site.url().as_str());
}

/// Waits until everything is read, and the overview shows it.
pub fn read(page: &Page) {
    page.shows("[data-test=balance]");
    page.shows("[data-test=connection][data-state=fresh]");
}

/// Today at the provider, five hours before Greenwich all year round.
pub fn today() -> NaiveDate {
    (SystemClock.now() + TimeDelta::hours(5)).date_naive()
}

/// The day of the next debit.
pub fn debit_day() -> NaiveDate {
    today() + Days::new(u64::from(DAYS_TO_DEBIT))
}
