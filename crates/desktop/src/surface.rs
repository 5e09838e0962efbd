use std::error::Error;
use std::path::{Path, PathBuf};

use kabinet_api::wire::window::{Preferences, Progress};
use kabinet_api::{BegunSession, Tray};
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

/// What the system said when it did not do something.
pub type SystemError = Box<dyn Error + Send + Sync>;

/// What the program is seen through: a window, a tray, notifications, the browser.
pub trait Surface: Send + Sync {
    /// Shows the one window, in front; a new one if it was closed.
    fn open_window(&self, screen: Option<Screen>);

    /// Closes the window and frees what it held. The program goes on.
    fn close_window(&self);

    /// Whether the system shows a tray.
    fn has_tray(&self) -> bool;

    /// Whether the machine is in a network that leads on from it.
    fn has_network(&self) -> bool;

    /// Shows that in the tray.
    fn draw_tray(&self, tray: &Tray);

    /// Shows a notification; a click on it is reported.
    fn notify(&self, title: &str, text: &str);

    /// Tells the window, if there is one.
    fn tell(&self, event: &Event);

    /// Says something to the person in a dialog, and waits until they have read it.
    fn say(&self, text: &str);

    /// Opens a page in the browser.
    ///
    /// # Errors
    /// What the system says.
    fn open_page(&self, page: &Url) -> Result<(), SystemError>;

    /// Asks the person where to save a file that would be called so; `None` if nowhere. Waits for
    /// the answer.
    fn save_as(&self, name: &str) -> Option<PathBuf>;

    /// Opens a file with the program that the system has for it.
    ///
    /// # Errors
    /// What the system says.
    fn open_file(&self, file: &Path) -> Result<(), SystemError>;

    /// Opens a site in a window of its own that has no rights in the program and shows only pages
    /// that are `is_own`, and tells of it until it is closed.
    ///
    /// # Errors
    /// What the system says.
    fn browse(
        &self,
        site: &Url,
        is_own: PageFilter,
        tells: UnboundedSender<Browsing>,
    ) -> Result<(), SystemError>;

    /// Closes the window of the site, and leaves nothing of it.
    fn stop_browsing(&self);

    /// Keeps what is set up.
    ///
    /// # Errors
    /// What the system says.
    fn keep_preferences(&self, preferences: Preferences) -> Result<(), SystemError>;

    /// Whether the program starts at login.
    ///
    /// # Errors
    /// What the system says.
    fn autostart(&self) -> Result<bool, SystemError>;

    /// Has the program start at login, hidden in the tray, or no longer.
    ///
    /// # Errors
    /// What the system says.
    fn set_autostart(&self, on: bool) -> Result<(), SystemError>;

    /// Removes every file of the surface's own.
    ///
    /// # Errors
    /// What the system says.
    fn erase(&self) -> Result<(), SystemError>;

    /// Ends the program.
    fn quit(&self);
}

/// Which pages may be shown.
pub type PageFilter = Box<dyn Fn(&Url) -> bool + Send + Sync>;

/// What a window of the site tells.
#[derive(Debug, Clone)]
pub enum Browsing {
    /// The person came to another page.
    CameTo(BegunSession),
    /// The person closed it.
    Closed,
}

/// A screen that the window can be opened on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The account at one glance.
    Overview,
}

/// What the window is told without asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// How far a refresh has come.
    Progress(Progress),
    /// An account has other figures, or other news of its refreshes.
    Changed(String),
}

impl Screen {
    /// Its name in the window.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
        }
    }
}
