//! Work that goes on without a window.

use std::sync::Arc;
use std::time::Duration;

use kabinet_desktop::Desktop;
use tauri::AppHandle;
use tauri::async_runtime::{spawn, spawn_blocking};

use crate::tray;

/// The time between two looks at the wall clock: timers stop while a machine sleeps.
const TICK: Duration = Duration::from_secs(30);

/// Work in the background starts after the first screen, or after this long.
const OPENING: Duration = Duration::from_secs(3);

/// Begins the work in the background, once the window has its first screen.
pub fn begin(app: &AppHandle, desktop: &Arc<Desktop>, has_window: bool, preferences_were_lost: bool) {
    let (app, desktop) = (app.clone(), Arc::clone(desktop));
    spawn(async move {
        if has_window {
            let _ = tokio::time::timeout(OPENING, desktop.started()).await;
        }
        tray::ensure(&app).await;
        desktop.ask_for_passphrase();
        look_at_the_clock(&desktop);
        if preferences_were_lost {
            spawn_blocking(move || desktop.show_lost_preferences());
        }
    });
}

/// Starts the reminders and, apart from them because they take long, the refreshes and updates.
fn look_at_the_clock(desktop: &Arc<Desktop>) {
    let reminding = Arc::clone(desktop);
    let refreshing = Arc::clone(desktop);
    let updating = Arc::clone(desktop);
    spawn(async move {
        loop {
            reminding.tick();
            let telling = Arc::clone(&reminding);
            spawn_blocking(move || telling.show_set_aside());
            tokio::time::sleep(TICK).await;
        }
    });
    spawn(async move {
        loop {
            refreshing.refresh_due().await;
            // Somebody who opens the window wants to see figures of now.
            let _ = tokio::time::timeout(TICK, refreshing.started()).await;
        }
    });
    spawn(async move {
        loop {
            updating.check_for_due_update().await;
            tokio::time::sleep(TICK).await;
        }
    });
}
