use std::sync::Arc;

use kabinet_desktop::{Desktop, Screen};
use tauri::plugin::TauriPlugin;
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent, Wry,
};

use crate::data::Data;
use crate::{browser, tray};

/// The one window.
const LABEL: &str = "main";

/// Keeps where the window was.
pub fn state_plugin(data: &Data) -> TauriPlugin<Wry> {
    let flags = tauri_plugin_window_state::StateFlags::all() - tauri_plugin_window_state::StateFlags::VISIBLE;
    let file = data.window().to_string_lossy().into_owned();
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(flags)
        .with_filename(file)
        .with_denylist(&[browser::LABEL])
        .build()
}

/// Shows the window, in front; a new one if there is none.
pub fn open(app: &AppHandle, screen: Option<Screen>) {
    let window = app.get_webview_window(LABEL).or_else(|| create(app));
    if let Some(window) = window {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
    if let Some(screen) = screen {
        let _ = app.emit("navigate", screen.name());
    }
}

/// The window, if there is one.
pub fn shown(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL)
}

/// Closes the window for good: hiding it would free nothing.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.destroy();
    }
}

/// The person closes the window: whether the program goes on is decided elsewhere, by the tray, and
/// may take a dialog.
pub fn on_event(window: &Window, event: &WindowEvent) {
    if let (LABEL, WindowEvent::CloseRequested { api, .. }) = (window.label(), event) {
        api.prevent_close();
        let app = window.app_handle().clone();
        tauri::async_runtime::spawn(async move {
            tray::ensure(&app).await;
            let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
            tauri::async_runtime::spawn_blocking(move || desktop.close_window());
        });
    }
}

/// The program ends when it is told to, not when its window is closed.
pub fn stay_without_one(_app: &AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event {
        api.prevent_exit();
    }
}

/// Nothing of the page is written to the disk; WebDriver reaches no page of that kind.
fn create(app: &AppHandle) -> Option<WebviewWindow> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Kabinet")
        .inner_size(960.0, 680.0)
        .min_inner_size(640.0, 480.0)
        .incognito(!cfg!(feature = "e2e"))
        .on_navigation(is_own)
        .build()
        .inspect(draw_without_graphics_card)
        .ok()
}

/// Figures are drawn as quickly without one. With some (NVIDIA under Wayland) WebKitGTK shows a blank
/// window, and where there is none, to imitate one takes longer than all the rest.
#[cfg(target_os = "linux")]
pub fn draw_without_graphics_card(window: &WebviewWindow) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    let _ = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

#[cfg(not(target_os = "linux"))]
pub fn draw_without_graphics_card(_window: &WebviewWindow) {}

/// The window shows the program's own page and no other.
fn is_own(url: &Url) -> bool {
    let is_embedded = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    let is_served = cfg!(dev) && url.host_str() == Some("localhost");
    is_embedded || is_served
}
