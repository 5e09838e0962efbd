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
    // Where the system does not tell its processes, there is nothing to end them by.
    let Ok(mut system) = System::new() else { return };
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, ProcessRefreshKind::nothing());
    for drawing in system.processes().values().filter(|started| draws_for_us(started)) {
        // It may have ended by itself.
        let _ = drawing.kill_and_wait();
    }
}

fn draws_for_us(started: &Process) -> bool {
    let name = started.name().to_string_lossy();
    let is_ours = started.parent() == Some(Pid::from_u32(process::id()));
    is_ours && PROGRAMS.iter().any(|program| name.starts_with(program))
}

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
