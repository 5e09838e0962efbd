//! The start at login.

use kabinet_desktop::SystemError;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_autostart::ManagerExt;

/// The argument with which the program starts in the tray, without a window.
pub const HIDDEN: &str = "--hidden";

/// Returns the plugin that starts the program at login, hidden.
pub fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_autostart::Builder::new().arg(HIDDEN).app_name("Kabinet").build()
}

/// Returns true if the program starts at login.
///
/// # Errors
/// The error of the system.
pub fn is_on(app: &AppHandle) -> Result<bool, SystemError> {
    Ok(app.autolaunch().is_enabled()?)
}

/// Sets whether the program starts at login.
///
/// # Errors
/// The error of the system.
pub fn set(app: &AppHandle, on: bool) -> Result<(), SystemError> {
    let manager = app.autolaunch();
    let done = if on { manager.enable() } else { manager.disable() };
    Ok(done?)
}
