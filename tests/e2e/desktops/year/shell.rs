//! The shell of a year: real notifications, a search for a tray, and no drawing.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use kabinet_api::Tray;
use kabinet_api::view::Preferences;
use kabinet_desktop::{
    Event, Notification, NotificationReport, PageFilter, Screen, Shell, SignInPages, SystemError,
};
use kabinet_freedesktop::{Notifications, TrayPlace};
use url::Url;

/// The desktop program's shell: real notifications and a real look for a tray, and no drawing.
pub struct YearShell {
    pub notifications: Notifications,
    pub place: TrayPlace,
    pub closed: Mutex<Closing>,
}

/// The reaction to the last closing of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    Never,
    ToTray,
    Asked,
}

impl YearShell {
    fn close(&self, how: Closing) {
        *self.closed.lock().unwrap() = how;
    }
}

impl Shell for YearShell {
    fn open_window(&self, _screen: Option<Screen>) {}

    fn has_window(&self) -> bool {
        true
    }

    fn close_window(&self) {
        self.close(Closing::ToTray);
    }

    fn has_tray(&self) -> bool {
        self.place.has_host()
    }

    fn has_network(&self) -> bool {
        true
    }

    fn draw_tray(&self, _tray: &Tray) {}

    fn notify(&self, notification: &Notification, report: NotificationReport) {
        self.notifications.show(notification, report);
    }

    fn emit(&self, _event: &Event) {}

    fn show_message(&self, _text: &str) {}

    fn confirm(&self, _question: &str, _accept: &str, _cancel: &str) -> bool {
        self.close(Closing::Asked);
        false
    }

    fn choose_file(&self) -> Option<PathBuf> {
        None
    }

    fn save_as(&self, _name: &str) -> Option<PathBuf> {
        None
    }

    fn open_file(&self, _file: &Path) -> Result<(), SystemError> {
        Ok(())
    }

    fn show_in_folder(&self, _file: &Path) -> Result<(), SystemError> {
        Ok(())
    }

    fn open_page(&self, _page: &Url) -> Result<(), SystemError> {
        Ok(())
    }

    fn open_sign_in_window(
        &self,
        _site: &Url,
        _is_own: PageFilter,
        _pages: SignInPages,
    ) -> Result<(), SystemError> {
        Ok(())
    }

    fn show_sign_in_window(&self) {}

    fn close_sign_in_window(&self) {}

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
        Ok(())
    }

    fn quit(&self) {}
}
