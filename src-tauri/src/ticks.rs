use std::sync::Arc;
use std::time::Duration;

use kabinet_desktop::Desktop;
use tauri::AppHandle;
use tauri::async_runtime::{spawn, spawn_blocking};

use crate::tray;

/// Timers stop while a machine sleeps, so the wall clock is looked at so often.
const TICK: Duration = Duration::from_secs(30);

/// A window that is to be there has the processor to itself until then, or for so long.
const OPENING: Duration = Duration::from_secs(3);

/// Begins what goes on without a window, once the window that is to be there has what it shows.
pub fn begin(app: &AppHandle, desktop: &Arc<Desktop>, has_window: bool, preferences_were_lost: bool) {
    let (app, desktop) = (app.clone(), Arc::clone(desktop));
    spawn(async move {
        if has_window {
            let _ = tokio::time::timeout(OPENING, desktop.opened()).await;
        }
        tray::ensure(&app).await;
        look_at_the_clock(&desktop);
        if preferences_were_lost {
            spawn_blocking(move || desktop.preferences_were_lost());
        }
    });
}

/// For reminders, and apart from them, for refreshes, which take long.
fn look_at_the_clock(desktop: &Arc<Desktop>) {
    let reminding = Arc::clone(desktop);
    let refreshing = Arc::clone(desktop);
    spawn(async move {
        loop {
            reminding.tick();
            tokio::time::sleep(TICK).await;
        }
    });
    spawn(async move {
        loop {
            refreshing.refresh_due().await;
            tokio::time::sleep(TICK).await;
        }
    });
}
