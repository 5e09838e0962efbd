//! The start at login.

#[cfg_attr(target_os = "linux", path = "autostart/freedesktop.rs")]
#[cfg_attr(target_os = "macos", path = "autostart/macos.rs")]
#[cfg_attr(target_os = "windows", path = "autostart/windows.rs")]
mod system;

pub use system::{add, is_on, set};

/// The argument with which the program starts in the tray, without a window.
pub const HIDDEN: &str = "--hidden";

/// The name of the program among those that start at login.
const NAME: &str = "Kabinet";
