//! The tray icon and its menu.

#[cfg_attr(target_os = "linux", path = "tray/indicator.rs")]
#[cfg_attr(not(target_os = "linux"), path = "tray/native.rs")]
mod icon;

use std::sync::Arc;

use kabinet_api::{Tray, TrayAction};
use kabinet_desktop::Desktop;
use tauri::{AppHandle, Manager};
use tokio::sync::oneshot;

/// Creates the icon on the main thread, if there is none, and waits for it.
pub async fn ensure(app: &AppHandle) {
    let (done, is_done) = oneshot::channel();
    let handle = app.clone();
    let posted = app.run_on_main_thread(move || {
        icon::ensure(&handle);
        let _ = done.send(());
    });
    if posted.is_ok() {
        let _ = is_done.await;
    }
}

/// Draws the icon and the menu.
pub fn draw(app: &AppHandle, tray: &Tray) {
    let (handle, tray) = (app.clone(), tray.clone());
    // Without an event loop there is no icon.
    let _ = app.run_on_main_thread(move || icon::draw(&handle, &tray));
}

/// Returns true if there is an icon and the system shows it.
pub fn is_shown(app: &AppHandle) -> bool {
    icon::exists(app) && has_host()
}

/// Removes the icon, at the end of the program.
pub fn remove() {
    icon::remove();
}

fn choose(app: &AppHandle, action: TrayAction) {
    let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
    tauri::async_runtime::spawn(desktop.choose(action));
}

#[cfg(target_os = "linux")]
fn has_host() -> bool {
    kabinet_freedesktop::TrayPlace::default().has_host()
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}
