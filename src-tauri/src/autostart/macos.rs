//! The start at login on macOS, by Tauri's plugin.

use kabinet_desktop::SystemError;
use tauri::{AppHandle, Builder, Wry};
use tauri_plugin_autostart::ManagerExt;

use super::{HIDDEN, NAME};

/// Adds the plugin that starts the program at login, hidden.
pub fn add(builder: Builder<Wry>) -> Builder<Wry> {
    builder.plugin(tauri_plugin_autostart::Builder::new().arg(HIDDEN).app_name(NAME).build())
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
