//! Notifications of the system.

#[cfg_attr(target_os = "linux", path = "notifications/freedesktop.rs")]
#[cfg_attr(not(target_os = "linux"), path = "notifications/native.rs")]
mod system;

pub use system::{forget, plugin, show, watch};
