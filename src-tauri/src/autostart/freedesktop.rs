//! The start at login on Linux desktops.

use std::path::PathBuf;
use std::{env, io};

use directories::BaseDirs;
use kabinet_desktop::SystemError;
use kabinet_freedesktop::AutostartEntry;
use tauri::{AppHandle, Builder, Wry};

use super::{HIDDEN, NAME};

/// The environment variable with the file that an AppImage was started from.
const APP_IMAGE: &str = "APPIMAGE";

/// Adds nothing: the entry is a file.
pub fn add(builder: Builder<Wry>) -> Builder<Wry> {
    builder
}

/// Returns true if the program starts at login.
///
/// # Errors
/// The error of the system.
pub fn is_on(_app: &AppHandle) -> Result<bool, SystemError> {
    Ok(entry()?.is_on())
}

/// Sets whether the program starts at login.
///
/// # Errors
/// The error of the system.
pub fn set(_app: &AppHandle, on: bool) -> Result<(), SystemError> {
    let entry = entry()?;
    let done = if on { entry.turn_on(&program()?, &[HIDDEN]) } else { entry.turn_off() };
    Ok(done?)
}

fn entry() -> io::Result<AutostartEntry> {
    let base = BaseDirs::new().ok_or(io::ErrorKind::NotFound)?;
    Ok(AutostartEntry::new(base.config_dir(), NAME))
}

fn program() -> io::Result<PathBuf> {
    env::var_os(APP_IMAGE).map_or_else(env::current_exe, |image| Ok(image.into()))
}
