//! The services of a Linux desktop, by the protocols of freedesktop.org.
//!
//! These are notifications, the host of tray icons, the start at login, the arrival of programs on the
//! session bus, and the places that a sandbox of Flatpak shares with the desktop.
//!
//! Not here: the time and the text of a notification (`kabinet-desktop`), and the tray icon itself
//! (`src-tauri`).

#![cfg(target_os = "linux")]

mod arrival;
mod autostart;
mod bus;
mod flatpak;
mod notifications;
mod tray_host;

pub use crate::arrival::on_arrival;
pub use crate::autostart::AutostartEntry;
pub use crate::flatpak::Flatpak;
pub use crate::notifications::{Notifications, Picture};
pub use crate::tray_host::{TrayPlace, on_x11_tray};
