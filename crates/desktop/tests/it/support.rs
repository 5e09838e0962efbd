//! A desktop with a customer, a clock that stands still and a shell that records.

pub mod computer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::view::{Changes, MonthSummary, Overview, Preferences, RefreshRecord, ReminderList};
use kabinet_api::{AccountContext, AccountKey, Api, ApiError, Clock, Language, SignIn, Tray};
use kabinet_demo::{ACCOUNT, CANARY, Demo, Running, Setup};
use kabinet_desktop::{
    Desktop, Event, MemorySecrets, Notification, NotificationEvent, NotificationReport, PageFilter, Screen,
    Shell, SignInPages, SystemError,
};
use tempfile::TempDir;
use url::Url;

/// The demo's next debit is five days after its today.
pub const NOW: &str = "2026-11-25T06:00:00Z";

/// The desktop program over a demo portal.
pub struct TestDesktop {
    pub desktop: Arc<Desktop>,
    pub seen: Arc<Seen>,
    pub clock: Arc<SetClock>,
    pub portal: Running,
    pub secrets: Arc<MemorySecrets>,
    pub folder: TempDir,
}

/// The recorded calls, in order.
#[derive(Default)]
pub struct Seen {
    pub done: Mutex<Vec<ShellCall>>,
    pub has_no_tray: Mutex<bool>,
    pub has_window: Mutex<bool>,
    pub has_no_network: Mutex<bool>,
    pub save_as: Mutex<Option<PathBuf>>,
    pub browser: Mutex<Option<Browser>>,
    pub daemon: Mutex<Daemon>,
    pub notifications: Mutex<Vec<(Notification, NotificationReport)>>,
    pub declines: Mutex<bool>,
}

/// The reaction of the notification daemon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Daemon {
    #[default]
    Takes,
    Refuses,
    Hangs,
}

/// The window of a site.
pub struct Browser {
    pub is_own: PageFilter,
    pub pages: SignInPages,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShellCall {
    Opened(Option<Screen>),
    Closed,
    Drawn(Tray),
    Notified(String),
    Emitted(Event),
    ShowedMessage(String),
    Confirmed(String),
    Page(Url),
    OpenedSignInWindow(Url),
    SavedAs(String),
    ChoseFile,
    File(PathBuf),
    ShownInFolder(PathBuf),
    ShowedSignInWindow,
    ClosedSignInWindow,
    Erased,
    Quit,
}

pub struct SetClock(Mutex<DateTime<Utc>>);

/// Returns the account of the demo's customer.
pub fn account() -> AccountKey {
    AccountKey::new("sevencom", ACCOUNT).unwrap()
}

impl TestDesktop {
    /// Creates a program into which nobody has signed in yet.
    pub fn new() -> Self {
        let clock = Arc::new(SetClock::at_start());
        let secrets = Arc::new(MemorySecrets::default());
        let portal = Demo::start(Setup::watched("2026-11-25".parse().unwrap())).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let seen = Arc::new(Seen::default());
        let desktop = begun(&folder, &clock, &seen, &secrets);
        Self { desktop, seen, clock, portal, secrets, folder }
    }

    /// Creates a program whose customer has signed in, with everything read.
    pub async fn with_customer() -> Self {
        let app = Self::new();
        app.desktop.sign_in(app.form()).await.unwrap();
        app.desktop.refresh(&account(), None).await.unwrap();
        app
    }

    pub fn form(&self) -> SignIn {
        SignIn {
            provider: "sevencom".to_owned(),
            site: Some(self.portal.url().to_string()),
            city: Some("Екатеринбург".to_owned()),
            login: ACCOUNT.to_owned(),
            password: CANARY.to_owned().into(),
            keep_password: true,
        }
    }

    /// Asks about the customer's account as the window does.
    pub fn ask<T>(&self, ask: impl FnOnce(&mut AccountContext, Language) -> Result<T, ApiError>) -> T {
        self.desktop.query(|api, language| ask(&mut api.open(&account())?, language)).unwrap()
    }

    pub fn overview(&self) -> Overview {
        self.ask(|account, language| account.overview(language))
    }

    pub fn months(&self) -> Vec<MonthSummary> {
        self.ask(|account, language| account.months(language))
    }

    pub fn changes(&self) -> Option<Changes> {
        self.ask(|account, language| account.changes(language))
    }

    pub fn reminders(&self) -> ReminderList {
        self.ask(|account, language| account.reminder_list(language))
    }

    pub fn refresh_log(&self) -> Vec<RefreshRecord> {
        self.ask(|account, language| account.refresh_log(language))
    }

    pub fn snooze(&self, until: &str) {
        self.ask(|account, _| account.snooze(until.parse().ok()));
    }

    /// Ends the program and starts it again.
    pub fn restart(&mut self) {
        self.desktop = begun(&self.folder, &self.clock, &self.seen, &self.secrets);
    }

    /// Returns the number of requests that the portal has received.
    pub fn asked(&self) -> usize {
        self.portal.stats().log.len()
    }

    /// Returns the calls that were recorded since the last call of this function.
    pub fn done(&self) -> Vec<ShellCall> {
        self.seen.take_done()
    }

    /// Sets the reaction of the notification daemon.
    pub fn set_daemon(&self, daemon: Daemon) {
        *self.seen.daemon.lock().unwrap() = daemon;
    }

    /// Reports an event of the newest notification.
    pub fn report(&self, event: NotificationEvent) {
        let (_, report) = self.seen.notifications.lock().unwrap().last().cloned().unwrap();
        report(event);
    }

    pub fn notified(&self) -> Vec<String> {
        let told = self.done().into_iter();
        told.filter_map(|done| if let ShellCall::Notified(text) = done { Some(text) } else { None }).collect()
    }
}

impl SetClock {
    /// Creates the clock at [`NOW`].
    pub fn at_start() -> Self {
        Self(Mutex::new(NOW.parse().unwrap()))
    }

    pub fn get(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    pub fn set(&self, now: &str) {
        *self.0.lock().unwrap() = now.parse().unwrap();
    }

    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        self.get()
    }
}

impl Seen {
    /// Returns the calls that were recorded since the last call of this function.
    pub fn take_done(&self) -> Vec<ShellCall> {
        std::mem::take(&mut *self.done.lock().unwrap())
    }

    /// Returns the notifications that were recorded since the last call of this function.
    pub fn take_notifications(&self) -> Vec<Notification> {
        let notifications = std::mem::take(&mut *self.notifications.lock().unwrap());
        notifications.into_iter().map(|(notification, _)| notification).collect()
    }

    /// Returns the number of recorded calls that are meant.
    pub fn count(&self, is_meant: impl Fn(&ShellCall) -> bool) -> usize {
        self.done.lock().unwrap().iter().filter(|call| is_meant(call)).count()
    }

    fn record(&self, done: ShellCall) {
        self.done.lock().unwrap().push(done);
    }

    fn open_browser(&self, browser: Browser) {
        *self.browser.lock().unwrap() = Some(browser);
    }
}

impl Shell for Seen {
    fn open_window(&self, screen: Option<Screen>) {
        self.record(ShellCall::Opened(screen));
    }

    fn close_window(&self) {
        self.record(ShellCall::Closed);
    }

    fn has_window(&self) -> bool {
        *self.has_window.lock().unwrap()
    }

    fn has_tray(&self) -> bool {
        !*self.has_no_tray.lock().unwrap()
    }

    fn has_network(&self) -> bool {
        !*self.has_no_network.lock().unwrap()
    }

    fn draw_tray(&self, tray: &Tray) {
        self.record(ShellCall::Drawn(tray.clone()));
    }

    fn notify(&self, notification: &Notification, report: NotificationReport) {
        self.record(ShellCall::Notified(notification.text.replace('\u{202f}', " ")));
        self.notifications.lock().unwrap().push((notification.clone(), Arc::clone(&report)));
        let daemon = *self.daemon.lock().unwrap();
        match daemon {
            Daemon::Takes => report(NotificationEvent::Taken),
            Daemon::Refuses => report(NotificationEvent::Refused),
            Daemon::Hangs => {}
        }
    }

    fn emit(&self, event: &Event) {
        self.record(ShellCall::Emitted(event.clone()));
    }

    fn show_message(&self, text: &str) {
        self.record(ShellCall::ShowedMessage(text.to_owned()));
    }

    fn confirm(&self, question: &str, _accept: &str, _cancel: &str) -> bool {
        self.record(ShellCall::Confirmed(question.to_owned()));
        !*self.declines.lock().unwrap()
    }

    fn save_as(&self, name: &str) -> Option<PathBuf> {
        self.record(ShellCall::SavedAs(name.to_owned()));
        self.save_as.lock().unwrap().clone()
    }

    fn choose_file(&self) -> Option<PathBuf> {
        self.record(ShellCall::ChoseFile);
        self.save_as.lock().unwrap().clone()
    }

    fn open_file(&self, file: &Path) -> Result<(), SystemError> {
        self.record(ShellCall::File(file.to_owned()));
        Ok(())
    }

    fn show_in_folder(&self, file: &Path) -> Result<(), SystemError> {
        self.record(ShellCall::ShownInFolder(file.to_owned()));
        Ok(())
    }

    fn open_page(&self, page: &Url) -> Result<(), SystemError> {
        self.record(ShellCall::Page(page.clone()));
        Ok(())
    }

    fn open_sign_in_window(
        &self,
        site: &Url,
        is_own: PageFilter,
        pages: SignInPages,
    ) -> Result<(), SystemError> {
        self.record(ShellCall::OpenedSignInWindow(site.clone()));
        self.open_browser(Browser { is_own, pages });
        Ok(())
    }

    fn show_sign_in_window(&self) {
        self.record(ShellCall::ShowedSignInWindow);
    }

    fn close_sign_in_window(&self) {
        self.record(ShellCall::ClosedSignInWindow);
        *self.browser.lock().unwrap() = None;
    }

    fn save_preferences(&self, _preferences: Preferences) -> Result<(), SystemError> {
        Ok(())
    }

    fn autostart(&self) -> Result<bool, SystemError> {
        Ok(false)
    }

    fn set_autostart(&self, _on: bool) -> Result<(), SystemError> {
        Ok(())
    }

    fn erase(&self) -> Result<(), SystemError> {
        self.record(ShellCall::Erased);
        Ok(())
    }

    fn quit(&self) {
        self.record(ShellCall::Quit);
    }
}

/// Starts the program over a folder.
pub fn begun(
    folder: &TempDir,
    clock: &Arc<SetClock>,
    seen: &Arc<Seen>,
    secrets: &Arc<MemorySecrets>,
) -> Arc<Desktop> {
    let api = Api::new(folder.path().join("data"), clock.clone(), secrets.clone());
    Arc::new(Desktop::new(api, clock.clone(), seen.clone(), Preferences::default(), Language::Ru))
}
