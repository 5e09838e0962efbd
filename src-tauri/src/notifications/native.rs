//! Notifications of Windows and macOS.

use std::sync::Arc;

use kabinet_desktop::{Desktop, Notification, NotificationEvent, NotificationReport};
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_notification::NotificationExt;

#[cfg(windows)]
mod app_id;

/// Returns the plugin that shows notifications.
pub fn plugin() -> TauriPlugin<Wry> {
    // Without it an installed program still has the name of its shortcut.
    #[cfg(windows)]
    let _ = app_id::register();
    tauri_plugin_notification::init()
}

/// Removes the program from those that show notifications.
///
/// Windows alone has a list of them that the program writes.
pub fn forget() {
    #[cfg(windows)]
    let _ = app_id::remove();
}

/// Opens the window on clicks on notifications.
pub fn watch(app: &AppHandle, _desktop: &Arc<Desktop>) {
    let handle = app.clone();
    let _ = app.notification().on_action(move |_| handle.state::<Arc<Desktop>>().notification_clicked());
}

/// Hands a notification over to the system, which keeps those that nobody saw.
pub fn show(app: &AppHandle, notification: &Notification, report: NotificationReport) {
    let Notification { title, text, .. } = notification;
    let shown = app.notification().builder().title(title).body(text).show();
    report(if shown.is_ok() { NotificationEvent::Taken } else { NotificationEvent::Refused });
}
