use std::path::{Path, PathBuf};

use kabinet_api::Tray;
use kabinet_api::wire::window::Preferences;
use kabinet_desktop::{Browsing, Event, PageFilter, Screen, Surface, SystemError};
use tauri::{AppHandle, Emitter, Url};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;
use tokio::sync::mpsc::UnboundedSender;

use crate::data::Data;
use crate::{autostart, browser, network, notifier, settings, tray, window};

/// The desktop, drawn with Tauri.
pub struct TauriSurface {
    app: AppHandle,
    data: Data,
}

impl TauriSurface {
    /// Of that program, with those files.
    pub fn new(app: AppHandle, data: Data) -> Self {
        Self { app, data }
    }
}

impl Surface for TauriSurface {
    fn open_window(&self, screen: Option<Screen>) {
        let app = self.app.clone();
        tauri::async_runtime::spawn(async move { window::open(&app, screen) });
    }

    fn close_window(&self) {
        window::close(&self.app);
    }

    fn has_tray(&self) -> bool {
        tray::is_shown(&self.app)
    }

    fn has_network(&self) -> bool {
        network::leads_on()
    }

    fn draw_tray(&self, tray: &Tray) {
        tray::draw(&self.app, tray);
    }

    fn notify(&self, title: &str, text: &str) {
        notifier::show(&self.app, title, text);
    }

    /// Nobody hears it where there is no window.
    fn tell(&self, event: &Event) {
        let _ = match event {
            Event::Progress(progress) => self.app.emit("progress", progress),
            Event::Changed(login) => self.app.emit("changed", login),
        };
    }

    fn say(&self, text: &str) {
        self.app.dialog().message(text).title("Kabinet").blocking_show();
    }

    fn save_as(&self, name: &str) -> Option<PathBuf> {
        let mut dialog = self.app.dialog().file().set_file_name(name);
        if let Some(window) = window::shown(&self.app) {
            dialog = dialog.set_parent(&window);
        }
        tokio::task::block_in_place(|| dialog.blocking_save_file())?.into_path().ok()
    }

    fn open_file(&self, file: &Path) -> Result<(), SystemError> {
        Ok(self.app.opener().open_path(file.to_string_lossy(), None::<&str>)?)
    }

    fn open_page(&self, page: &Url) -> Result<(), SystemError> {
        Ok(self.app.opener().open_url(page.as_str(), None::<&str>)?)
    }

    fn browse(
        &self,
        site: &Url,
        is_own: PageFilter,
        tells: UnboundedSender<Browsing>,
    ) -> Result<(), SystemError> {
        browser::open(&self.app, site, is_own, tells)
    }

    fn stop_browsing(&self) {
        browser::close(&self.app);
    }

    fn keep_preferences(&self, preferences: Preferences) -> Result<(), SystemError> {
        self.data.keep();
        settings::keep(&self.app, &self.data, preferences)
    }

    fn autostart(&self) -> Result<bool, SystemError> {
        autostart::is_on(&self.app)
    }

    fn set_autostart(&self, on: bool) -> Result<(), SystemError> {
        autostart::set(&self.app, on)
    }

    fn erase(&self) -> Result<(), SystemError> {
        autostart::set(&self.app, false)?;
        Ok(self.data.erase()?)
    }

    fn quit(&self) {
        self.app.exit(0);
    }
}
