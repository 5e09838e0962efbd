//! The port to the desktop: window, tray, notifications and browser.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kabinet_api::view::{Preferences, Progress};
use kabinet_api::{AccountKey, BrowserSession, Tray};
use tokio::sync::watch;
use url::Url;

/// An error of the system.
pub type SystemError = Box<dyn Error + Send + Sync>;

/// The desktop that the program appears on: a window, a tray, notifications, the browser.
pub trait Shell: Send + Sync {
    /// Shows the window in front; opens it if it was closed.
    fn open_window(&self, screen: Option<Screen>);

    /// Returns true if the window is open.
    fn has_window(&self) -> bool;

    /// Closes the window and frees its memory.
    ///
    /// The program goes on.
    fn close_window(&self);

    /// Returns true if the system shows a tray.
    fn has_tray(&self) -> bool;

    /// Returns true if the machine has a route to other networks.
    fn has_network(&self) -> bool;

    /// Draws the icon and the menu of the tray.
    fn draw_tray(&self, tray: &Tray);

    /// Hands a notification over to the system, without waiting, and reports its events.
    fn notify(&self, notification: &Notification, report: NotificationReport);

    /// Sends an event to the window, if there is one.
    fn emit(&self, event: &Event);

    /// Shows a message in a dialog, and waits until the customer closes it.
    fn show_message(&self, text: &str);

    /// Asks a question in a dialog, and waits for the answer; true if the customer chose `accept`.
    fn confirm(&self, question: &str, accept: &str, cancel: &str) -> bool;

    /// Opens a page in the browser.
    ///
    /// # Errors
    /// The error of the system.
    fn open_page(&self, page: &Url) -> Result<(), SystemError>;

    /// Asks the customer where to save a file, and waits; `None` if nowhere.
    fn save_as(&self, name: &str) -> Option<PathBuf>;

    /// Asks the customer for a file to read, and waits; `None` if for none.
    fn choose_file(&self) -> Option<PathBuf>;

    /// Opens a file with the program that the system has for it.
    ///
    /// # Errors
    /// The error of the system.
    fn open_file(&self, file: &Path) -> Result<(), SystemError>;

    /// Shows a file in its folder.
    ///
    /// # Errors
    /// The error of the system.
    fn show_in_folder(&self, file: &Path) -> Result<(), SystemError>;

    /// Opens a site in a window of its own, and sends its pages until it is closed.
    ///
    /// The window has no rights in the program, and shows only pages that `is_own` accepts.
    ///
    /// # Errors
    /// The error of the system.
    fn open_sign_in_window(
        &self,
        site: &Url,
        is_own: PageFilter,
        pages: SignInPages,
    ) -> Result<(), SystemError>;

    /// Brings the window of the site to the front, if it is open.
    fn show_sign_in_window(&self);

    /// Closes the window of the site, and erases its data.
    fn close_sign_in_window(&self);

    /// Saves the preferences.
    ///
    /// # Errors
    /// The error of the system.
    fn save_preferences(&self, preferences: Preferences) -> Result<(), SystemError>;

    /// Returns true if the program starts at login.
    ///
    /// # Errors
    /// The error of the system.
    fn autostart(&self) -> Result<bool, SystemError>;

    /// Sets whether the program starts at login, hidden in the tray.
    ///
    /// # Errors
    /// The error of the system.
    fn set_autostart(&self, on: bool) -> Result<(), SystemError>;

    /// Removes the files of the shell.
    ///
    /// # Errors
    /// The error of the system.
    fn erase(&self) -> Result<(), SystemError>;

    /// Ends the program.
    fn quit(&self);
}

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The title.
    pub title: String,
    /// The text, without markup.
    pub text: String,
    /// The buttons with their words.
    ///
    /// The last one opens the window: some systems report no click elsewhere.
    pub buttons: Vec<(NotificationAction, String)>,
    /// True if it is to stay on the screen until the customer reacts.
    pub is_urgent: bool,
}

/// An action that a notification offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotificationAction {
    /// Open the window, also on a click beside the buttons.
    Open,
    /// Open the page to pay on.
    Pay,
    /// Show the reminder once more tomorrow.
    Tomorrow,
}

/// An event of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotificationEvent {
    /// The system took it.
    Taken,
    /// The system did not take it, and will not show it.
    Refused,
    /// The customer clicked on it, or on one of its buttons.
    Clicked(NotificationAction),
    /// The customer closed it.
    Dismissed,
    /// It was closed otherwise, or its system program ended.
    Missed,
}

/// The receiver of the events of a notification.
pub type NotificationReport = Arc<dyn Fn(NotificationEvent) + Send + Sync>;

/// A check of whether a page may be shown.
pub type PageFilter = Box<dyn Fn(&Url) -> bool + Send + Sync>;

/// The newest state of the window of a site.
#[derive(Debug, Clone)]
pub enum SignInPage {
    /// The first page is loading.
    Loading,
    /// A page was loaded.
    Loaded(BrowserSession),
    /// The window was closed.
    Closed,
}

/// The sender of the pages of a site's window.
///
/// Only the newest is kept.
#[derive(Debug, Clone)]
pub struct SignInPages(watch::Sender<SignInPage>);

/// A screen to open the window on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The overview of the account.
    Overview,
    /// The settings.
    Settings,
    /// The words on the program in the settings.
    About,
}

/// An event for the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A refresh made progress.
    Progress(Progress),
    /// The data or the refresh status of an account changed.
    Changed(AccountKey),
    /// The keyring began, or ceased, to wait for the customer's answer.
    KeyringPrompt(bool),
    /// The preferences were changed outside the window.
    Preferences,
    /// A new version of the program was found.
    Update,
}

impl NotificationAction {
    /// Every action.
    pub const ALL: [Self; 3] = [Self::Open, Self::Pay, Self::Tomorrow];

    /// Returns the stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pay => "pay",
            Self::Tomorrow => "tomorrow",
        }
    }

    /// Returns the action of an id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }
}

impl Screen {
    /// Returns the name of the screen in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Settings => "settings",
            Self::About => "about",
        }
    }
}

impl SignInPages {
    /// Creates a sender with its receiver.
    pub fn channel() -> (Self, watch::Receiver<SignInPage>) {
        let (sender, receiver) = watch::channel(SignInPage::Loading);
        (Self(sender), receiver)
    }

    /// Sends a page that was loaded, unless the window was closed.
    pub fn loaded(&self, session: BrowserSession) {
        self.0.send_if_modified(|page| {
            let is_open = !matches!(page, SignInPage::Closed);
            if is_open {
                *page = SignInPage::Loaded(session);
            }
            is_open
        });
    }

    /// Sends that the window was closed.
    pub fn closed(&self) {
        self.0.send_replace(SignInPage::Closed);
    }
}
