use std::fs::{File, OpenOptions};
use std::io;
use std::sync::Arc;

use fd_lock::{RwLock, RwLockWriteGuard};
use kabinet_desktop::Desktop;
use tauri::plugin::TauriPlugin;
use tauri::{Manager, Wry};

use crate::data::Data;

/// Keeps a second program off the data where there is no session bus to find the first one on.
/// Held until the program ends.
pub struct Held {
    _guard: RwLockWriteGuard<'static, File>,
}

/// A second program hands over to the first one.
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
/// What the system says; among others, that another program holds it.
pub fn lock(data: &Data) -> io::Result<Held> {
    data.create()?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(data.lock())?;
    let lock = Box::leak(Box::new(RwLock::new(file)));
    Ok(Held { _guard: lock.try_write()? })
}
