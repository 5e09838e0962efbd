//! The webview: its drawing and its processes.

use std::process;

use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System};
use tauri::WebviewWindow;

/// The names of the processes that draw pages, on Linux and on Windows. macOS runs them itself.
const PROGRAMS: [&str; 2] = ["WebKit", "msedgewebview2"];

/// Ends the processes that drew pages.
///
/// Left alone, they write their files once more when this program ends.
pub fn end_processes() {
    end(&PROGRAMS);
}

fn end(programs: &[&str]) {
    // Where the system does not tell its processes, there is nothing to end them by.
    let Ok(mut system) = System::new() else { return };
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, ProcessRefreshKind::nothing());
    for drawing in system.processes().values().filter(|started| is_ours(started, programs)) {
        // It may have ended by itself.
        let _ = drawing.kill_and_wait();
    }
}

fn is_ours(started: &Process, programs: &[&str]) -> bool {
    let name = started.name().to_string_lossy();
    let is_child = started.parent() == Some(Pid::from_u32(process::id()));
    is_child && programs.iter().any(|program| name.starts_with(program))
}

/// Ends the process that draws a page; the webview stays, without a page.
///
/// With the last page it also ends the process that loads pages, which outlives them and keeps its
/// memory. While a page loads it ends nothing: WebKit ends the whole program if one of its processes
/// ends as it starts.
#[cfg(target_os = "linux")]
pub fn end_page(window: &WebviewWindow, is_last: bool) {
    use webkit2gtk::WebViewExt;

    let _ = window.with_webview(move |webview| {
        let webview = webview.inner();
        if webview.is_loading() {
            return;
        }
        webview.terminate_web_process();
        if is_last {
            end(&["WebKitNetwork"]);
        }
    });
}

/// Does nothing: other webviews are destroyed with their window.
#[cfg(not(target_os = "linux"))]
pub fn end_page(_window: &WebviewWindow, _is_last: bool) {}

/// The environment in which GTK on X11 and WebKitGTK need no graphics card as they begin.
///
/// Where there is none, GTK loads the driver that emulates one, which takes 10 MB and a part of the start.
/// WebKit loads it with the first window: its variable against that takes the settings of GTK from the
/// first page, which are dark colours, no motion and a caret that does not blink.
#[cfg(target_os = "linux")]
const WITHOUT_CARD: [(&str, &str); 2] = [(GTK_CARD, "disable"), ("WEBKIT_DISABLE_DMABUF_RENDERER", "1")];

#[cfg(target_os = "linux")]
const GTK_CARD: &str = "GDK_GL";

/// Begins GTK without a graphics card, which nothing of this program is drawn by.
///
/// It has to come before any other thread, which may read the environment. A customer's own setting
/// counts. Programs that are opened from here may need the card, and inherit nothing that GTK heeds.
#[cfg(target_os = "linux")]
pub fn begin_without_card() {
    use gtk::glib;

    let is_own = std::env::var_os(GTK_CARD).is_some();
    for (name, value) in WITHOUT_CARD {
        let _ = glib::setenv(name, value, false);
    }
    // Without a display Tauri fails for the same reason and says so.
    let _ = gtk::init();
    if !is_own {
        glib::unsetenv(GTK_CARD);
    }
}

/// Does nothing: other systems always have a card, or one that costs nothing.
#[cfg(not(target_os = "linux"))]
pub fn begin_without_card() {}

/// Disables hardware acceleration.
///
/// With some graphics cards (NVIDIA under Wayland) WebKitGTK shows a blank window, and without a
/// card its software emulation takes longer than the rest of the start.
#[cfg(target_os = "linux")]
pub fn disable_acceleration(window: &WebviewWindow) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    let _ = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

/// Does nothing: other webviews draw right with it.
#[cfg(not(target_os = "linux"))]
pub fn disable_acceleration(_window: &WebviewWindow) {}
