//! The start at login on Linux desktops.

use std::path::PathBuf;
use std::{env, io};

use directories::BaseDirs;
use kabinet_desktop::SystemError;
use kabinet_freedesktop::{AutostartEntry, Flatpak};
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
    let done = if on { turn_on(&entry) } else { entry.turn_off() };
    Ok(done?)
}

fn entry() -> io::Result<AutostartEntry> {
    let base = BaseDirs::new().ok_or(io::ErrorKind::NotFound)?;
    let flatpak = Flatpak::of_this_program();
    let settings = flatpak.map(|flatpak| flatpak.desktop_settings(base.home_dir()));
    Ok(AutostartEntry::new(settings.as_deref().unwrap_or(base.config_dir()), NAME))
}

fn turn_on(entry: &AutostartEntry) -> io::Result<()> {
    match Flatpak::of_this_program() {
        Some(flatpak) => flatpak.start_at_login(entry, HIDDEN),
        None => entry.turn_on(&program()?, &[HIDDEN]),
    }
}

fn program() -> io::Result<PathBuf> {
    env::var_os(APP_IMAGE).map_or_else(env::current_exe, |image| Ok(image.into()))
}
