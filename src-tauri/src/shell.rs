//! The desktop as Tauri draws it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kabinet_api::Tray;
use kabinet_api::view::Preferences;
use kabinet_desktop::{
    Desktop, Event, Notification, NotificationReport, PageFilter, Screen, Shell, SignInPages, SystemError,
};
use kabinet_keyring::Keyring;
use tauri::{AppHandle, Emitter, Manager, Url};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons};
use tauri_plugin_opener::OpenerExt;

use crate::paths::Data;
use crate::{autostart, network, notifications, preferences, sign_in_window, tray, window};

/// The desktop as Tauri draws it.
pub struct TauriShell {
    app: AppHandle,
    data: Data,
}

impl TauriShell {
    /// Creates the shell of a program with its files.
    pub fn new(app: AppHandle, data: Data) -> Self {
        Self { app, data }
    }
}

/// Returns the keyring, whose questions the program tells the window of.
pub fn keyring(app: &AppHandle) -> Keyring {
    let app = app.clone();
    Keyring::default().on_prompt(move |is_open| {
        app.try_state::<Arc<Desktop>>().inspect(|desktop| desktop.keyring_prompt(is_open));
    })
}

impl Shell for TauriShell {
    fn open_window(&self, screen: Option<Screen>) {
        let app = self.app.clone();
        tauri::async_runtime::spawn(async move { window::open(&app, screen) });
    }

    fn has_window(&self) -> bool {
        window::shown(&self.app).is_some()
    }

    fn close_window(&self) {
        window::close(&self.app);
    }

    fn has_tray(&self) -> bool {
        tray::is_shown(&self.app)
    }

    fn has_network(&self) -> bool {
        network::has_route()
    }

    fn draw_tray(&self, tray: &Tray) {
        tray::draw(&self.app, tray);
    }

    fn notify(&self, notification: &Notification, report: NotificationReport) {
        notifications::show(&self.app, notification, report);
    }

    fn emit(&self, event: &Event) {
        // Without a window nobody receives it.
        let _ = match event {
            Event::Progress(progress) => self.app.emit("progress", progress),
            Event::Changed(account) => self.app.emit("changed", account),
            Event::KeyringPrompt(is_open) => self.app.emit("keyring-prompt", is_open),
            Event::Preferences => self.app.emit("preferences", ()),
            Event::Update => self.app.emit("update", ()),
        };
    }

    fn show_message(&self, text: &str) {
        self.app.dialog().message(text).title("Kabinet").blocking_show();
    }

    fn confirm(&self, question: &str, accept: &str, cancel: &str) -> bool {
        let buttons = MessageDialogButtons::OkCancelCustom(accept.to_owned(), cancel.to_owned());
        self.app.dialog().message(question).title("Kabinet").buttons(buttons).blocking_show()
    }

    fn save_as(&self, name: &str) -> Option<PathBuf> {
        let mut dialog = self.app.dialog().file().set_file_name(name);
        if let Some(window) = window::shown(&self.app) {
            dialog = dialog.set_parent(&window);
        }
        tokio::task::block_in_place(|| dialog.blocking_save_file())?.into_path().ok()
    }

    fn choose_file(&self) -> Option<PathBuf> {
        let mut dialog = self.app.dialog().file();
        if let Some(window) = window::shown(&self.app) {
            dialog = dialog.set_parent(&window);
        }
        tokio::task::block_in_place(|| dialog.blocking_pick_file())?.into_path().ok()
    }

    fn open_file(&self, file: &Path) -> Result<(), SystemError> {
        Ok(self.app.opener().open_path(file.to_string_lossy(), None::<&str>)?)
    }

    fn show_in_folder(&self, file: &Path) -> Result<(), SystemError> {
        if self.app.opener().reveal_item_in_dir(file).is_ok() {
            return Ok(());
        }
        // Without a file manager that marks a file, its folder is opened.
        self.open_file(file.parent().unwrap_or(file))
    }

    fn open_page(&self, page: &Url) -> Result<(), SystemError> {
        Ok(self.app.opener().open_url(page.as_str(), None::<&str>)?)
    }

    fn open_sign_in_window(
        &self,
        site: &Url,
        is_own: PageFilter,
        pages: SignInPages,
    ) -> Result<(), SystemError> {
        sign_in_window::open(&self.app, site, is_own, pages)
    }

    fn show_sign_in_window(&self) {
        sign_in_window::show(&self.app);
    }

    fn close_sign_in_window(&self) {
        sign_in_window::close(&self.app);
    }

    fn save_preferences(&self, preferences: Preferences) -> Result<(), SystemError> {
        self.data.keep();
        preferences::save(&self.app, &self.data, preferences)
    }

    fn autostart(&self) -> Result<bool, SystemError> {
        autostart::is_on(&self.app)
    }

    fn set_autostart(&self, on: bool) -> Result<(), SystemError> {
        autostart::set(&self.app, on)
    }

    fn erase(&self) -> Result<(), SystemError> {
        autostart::set(&self.app, false)?;
        notifications::forget();
        Ok(self.data.erase()?)
    }

    fn quit(&self) {
        self.app.exit(0);
    }
}
