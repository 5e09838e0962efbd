//! The start at login.

#[cfg_attr(target_os = "linux", path = "autostart/freedesktop.rs")]
#[cfg_attr(not(target_os = "linux"), path = "autostart/native.rs")]
mod system;

pub use system::{add, is_on, set};

/// The argument with which the program starts in the tray, without a window.
pub const HIDDEN: &str = "--hidden";

/// The name of the program among those that start at login.
const NAME: &str = "Kabinet";
