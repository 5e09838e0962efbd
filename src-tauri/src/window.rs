//! The main window.

use std::fs;
use std::sync::Arc;

use kabinet_desktop::{Desktop, Screen};
use tauri::plugin::TauriPlugin;
use tauri::webview::PageLoadEvent;
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent, Wry,
};
use tauri_plugin_window_state::{StateFlags, WindowExt};
use tempfile::TempDir;

use crate::paths::{self, Data};
use crate::webview::disable_acceleration;
use crate::{sign_in_window, tray, webview};

/// The label of the main window.
pub const LABEL: &str = "main";

/// True where a closed window is only hidden, and the next opening shows it again.
///
/// A webview of wry that was closed is never freed on Linux: the handler of its messages holds it.
/// The process that drew the page is ended, so that hiding keeps the webview alone.
const IS_KEPT: bool = cfg!(target_os = "linux");

/// Returns the plugin that stores the position of the window.
pub fn state_plugin(data: &Data) -> TauriPlugin<Wry> {
    let file = data.window().to_string_lossy().into_owned();
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(stored_state())
        .with_filename(file)
        .with_denylist(&[sign_in_window::LABEL])
        .build()
}

/// Returns the part of the window's state that is stored: all but whether it is shown.
fn stored_state() -> StateFlags {
    StateFlags::all() - StateFlags::VISIBLE
}

/// Opens the window at the start of the program, unless it starts in the tray.
pub fn begin(app: &AppHandle, has_window: bool) {
    if cfg!(target_os = "linux")
        && let Ok(folder) = paths::of_this_run("webview")
    {
        app.manage(Folder(folder));
    }
    show_in_dock(app, has_window);
    if has_window {
        open(app, None);
    }
}

/// Shows the window in front; opens it if there is none.
pub fn open(app: &AppHandle, screen: Option<Screen>) {
    let shown = shown(app);
    if let (Some(_), Some(screen)) = (&shown, screen) {
        let _ = app.emit("navigate", screen.name());
    }
    let page = || app.state::<Arc<Desktop>>().page(screen);
    let window = shown.or_else(|| open_again(app, &page())).or_else(|| create(app, page()));
    if let Some(window) = window {
        show_in_dock(app, true);
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Returns the window, if it is open.
pub fn shown(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(LABEL).filter(|window| !is_closed(window))
}

/// Returns true for a window that was closed and is kept.
fn is_closed(window: &WebviewWindow) -> bool {
    IS_KEPT && !window.is_visible().unwrap_or(true)
}

/// Closes the window, and ends the processes that drew it.
pub fn close(app: &AppHandle) {
    let Some(window) = shown(app) else { return };
    if IS_KEPT {
        let _ = window.hide();
        end_closed_page(app.clone());
    } else {
        let _ = window.destroy();
    }
    show_in_dock(app, false);
}

/// Hands the closing of the window over to the program, which may show a dialog before.
pub fn on_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::Destroyed = event {
        end_closed_page(window.app_handle().clone());
    }
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

/// Ends the processes that drew the window that was closed and is kept.
///
/// It happens on the thread that opens windows, so that none is opened meanwhile.
fn end_closed_page(app: AppHandle) {
    if !IS_KEPT {
        return;
    }
    tauri::async_runtime::spawn(async move {
        let windows = app.clone();
        let end = move || {
            let windows = windows.webview_windows();
            let is_last = windows.values().all(is_closed);
            windows
                .get(LABEL)
                .filter(|window| is_closed(window))
                .inspect(|window| webview::end_page(window, is_last));
        };
        // It fails only at the end of the program, which ends them too.
        let _ = app.run_on_main_thread(end);
    });
}

/// Keeps the program running without a window, and opens one on a click in the Dock of macOS.
pub fn on_run_event(app: &AppHandle, event: RunEvent) {
    if is_click_in_dock(&event) {
        app.state::<Arc<Desktop>>().started_again();
    }
    if let (RunEvent::Exit, Some(folder)) = (&event, app.try_state::<Folder>()) {
        folder.remove();
    }
    if let RunEvent::ExitRequested { api, code: None, .. } = event {
        api.prevent_exit();
    }
}

/// Shows the program in the Dock, where macOS has those with a window.
#[cfg(target_os = "macos")]
fn show_in_dock(app: &AppHandle, is_shown: bool) {
    use tauri::ActivationPolicy::{Accessory, Regular};

    let _ = app.set_activation_policy(if is_shown { Regular } else { Accessory });
}

/// Does nothing: the bars of other systems have windows, and no programs.
#[cfg(not(target_os = "macos"))]
fn show_in_dock(_app: &AppHandle, _is_shown: bool) {}

#[cfg(target_os = "macos")]
fn is_click_in_dock(event: &RunEvent) -> bool {
    matches!(event, RunEvent::Reopen { .. })
}

#[cfg(not(target_os = "macos"))]
fn is_click_in_dock(_event: &RunEvent) -> bool {
    false
}

/// The page with the webview of Windows, which some computers lack.
const WEBVIEW2: &str = "https://developer.microsoft.com/microsoft-edge/webview2/#download";

/// Says that the window did not open, in a dialog of the system, which needs no webview.
fn explain_failure(app: &AppHandle) {
    let app = app.clone();
    let is_webview_missing = cfg!(windows) && tauri::webview_version().is_err();
    let page = if is_webview_missing { Url::parse(WEBVIEW2).ok() } else { None };
    tauri::async_runtime::spawn(async move {
        tray::ensure(&app).await;
        let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
        tauri::async_runtime::spawn_blocking(move || desktop.window_failed(page.as_ref()));
    });
}

/// Shows the window that was closed and kept, with its page loaded anew.
fn open_again(app: &AppHandle, page: &str) -> Option<WebviewWindow> {
    let window = app.get_webview_window(LABEL)?;
    let (scheme, host) = OWN_PAGE;
    let own = Url::parse(&format!("{scheme}://{host}/")).ok()?;
    let served = app.config().build.dev_url.clone().filter(|_| cfg!(dev));
    let page = served.unwrap_or(own).join(page).ok()?;
    // Window managers give a window that was hidden another place.
    let _ = window.restore_state(stored_state());
    // Shown first, because the processes of a hidden window are ended.
    let _ = window.show();
    window.navigate(page).ok()?;
    Some(window)
}

/// The folder of the webview on Linux, which lasts as long as the program.
struct Folder(TempDir);

impl Folder {
    /// Removes the folder, at the end of the program.
    fn remove(&self) {
        webview::end_processes();
        // Its files hold nothing of the page.
        let _ = fs::remove_dir_all(self.0.path());
    }
}

/// Creates the window.
///
/// It is incognito, so that nothing is cached; on Linux it has a folder of this run instead, because
/// WebDriver cannot drive an incognito window there, and the tests try the program that people get.
fn create(app: &AppHandle, page: String) -> Option<WebviewWindow> {
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(page.into()));
    let builder = match app.try_state::<Folder>() {
        Some(folder) => builder.data_directory(folder.0.path().to_owned()),
        None => builder.incognito(true),
    };
    builder
        .title("Kabinet")
        .inner_size(960.0, 680.0)
        .min_inner_size(640.0, 480.0)
        .on_navigation(is_own)
        .on_download(|_, _| false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                end_closed_page(window.app_handle().clone());
            }
        })
        .build()
        .inspect(disable_acceleration)
        .inspect_err(|_| explain_failure(app))
        .ok()
}

/// The scheme and the host of the program's own page, as Tauri serves it on this system.
const OWN_PAGE: (&str, &str) =
    if cfg!(windows) { ("http", "tauri.localhost") } else { ("tauri", "localhost") };

/// Returns true for the program's own page, the only one that the window shows.
///
/// Any server may call itself `tauri.localhost`, so that scheme and port count too.
fn is_own(url: &Url) -> bool {
    let is_embedded = (url.scheme(), url.host_str(), url.port()) == (OWN_PAGE.0, Some(OWN_PAGE.1), None);
    let is_served = cfg!(dev) && url.scheme() == "http" && url.host_str() == Some("localhost");
    is_embedded || is_served
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shows_the_programs_own_page_alone() {
        let own = format!("{}://{}/index.html", OWN_PAGE.0, OWN_PAGE.1);
        assert!(is_own(&own.parse().unwrap()));
        for other in
            ["http://tauri.localhost:9302/", "https://tauri.localhost.example.org/", "tauri://example.org/"]
        {
            assert!(!is_own(&other.parse().unwrap()), "{other}");
        }
    }
}
