//! Notifications of Linux desktops.

use std::sync::Arc;

use kabinet_desktop::{Desktop, Notification, NotificationReport};
use kabinet_freedesktop::{Notifications, Picture, on_arrival};
use tauri::{AppHandle, Manager, Wry};

/// The bus name of the keyring.
const KEYRING: &str = "org.freedesktop.secrets";

/// Returns a plugin that does nothing: Linux needs none.
pub fn plugin() -> tauri::plugin::TauriPlugin<Wry> {
    tauri::plugin::Builder::new("notifications").build()
}

/// Does nothing: these systems know a program by its entry in the menu.
pub fn forget() {}

/// Begins to talk to the notification daemon, and to wait for it and for a keyring that come late.
pub fn watch(app: &AppHandle, desktop: &Arc<Desktop>) {
    let icon = tauri::include_image!("icons/64x64.png");
    let (width, height) = (icon.width(), icon.height());
    let size = i32::try_from(width).ok().zip(i32::try_from(height).ok());
    let picture = size.map(|(width, height)| Picture { width, height, rgba: icon.rgba().to_vec() });
    let (ticking, refreshing) = (Arc::downgrade(desktop), Arc::downgrade(desktop));
    let on_daemon = move || _ = ticking.upgrade().map(|desktop| desktop.tick());
    app.manage(Notifications::new(None, picture, on_daemon));
    on_arrival(None, KEYRING, move || _ = refreshing.upgrade().map(|desktop| desktop.keyring_came()));
}

/// Hands a notification over to the daemon.
pub fn show(app: &AppHandle, notification: &Notification, report: NotificationReport) {
    app.state::<Notifications>().show(notification, report);
}
