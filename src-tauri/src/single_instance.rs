//! One running program.

use std::fs::{File, OpenOptions};
use std::io;
use std::sync::Arc;

use fd_lock::{RwLock, RwLockWriteGuard};
use kabinet_desktop::Desktop;
use tauri::plugin::TauriPlugin;
use tauri::{Manager, Wry};

use crate::paths::Data;

/// A lock on the data until the program ends, for a system without a session bus.
pub struct Held {
    _guard: RwLockWriteGuard<'static, File>,
}

/// Returns the plugin by which a second program hands over to the first one.
pub fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::init(|app, _arguments, _folder| {
        if let Some(desktop) = app.try_state::<Arc<Desktop>>() {
            desktop.started_again();
        }
    })
}

/// Locks the data for this program.
///
/// # Errors
/// The error of the system, for example that another program holds the lock.
pub fn lock(data: &Data) -> io::Result<Held> {
    data.create()?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(data.lock())?;
    let lock = Box::leak(Box::new(RwLock::new(file)));
    Ok(Held { _guard: lock.try_write()? })
}
