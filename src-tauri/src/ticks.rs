use std::sync::Arc;
use std::time::Duration;

use kabinet_desktop::Desktop;
use tauri::async_runtime::{spawn, spawn_blocking};

/// Timers stop while a machine sleeps, so the wall clock is looked at so often.
const TICK: Duration = Duration::from_secs(30);

/// Begins to look at the clock: for reminders, and apart from them, for refreshes, which take long.
pub fn begin(desktop: &Arc<Desktop>, preferences_were_lost: bool) {
    let reminding = Arc::clone(desktop);
    let refreshing = Arc::clone(desktop);
    if preferences_were_lost {
        let desktop = Arc::clone(desktop);
        spawn_blocking(move || desktop.preferences_were_lost());
    }
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
