use std::sync::Arc;

use kabinet_desktop::Desktop;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

/// Shows a notification. The same words stand in the window, so nothing hangs on whether the system
/// shows it.
pub fn show(app: &AppHandle, title: &str, text: &str) {
    let _ = app.notification().builder().title(title).body(text).show();
}

/// Has clicks on notifications open the window.
pub fn report_clicks(app: &AppHandle) {
    let handle = app.clone();
    let _ = app.notification().on_action(move |_| handle.state::<Arc<Desktop>>().notification_clicked());
}
