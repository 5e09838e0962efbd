//! A headless Linux desktop for a program under test.
//!
//! It runs a display, a session bus, a keyring, a notification daemon, a tray host, and WebDriver
//! for the program's window. All of them are real; only the user is simulated. A failure here
//! fails the test, so functions panic and name the condition that did not come true.
//!
//! Not here: anything of Kabinet, so that its window is tested and measured on the same desktop
//! as a bare one.

#![cfg(target_os = "linux")]
#![allow(clippy::print_stderr, reason = "a failing test prints the state of the desktop")]

mod child_process;
mod growth;
mod keyboard;
mod keyring;
mod monitor;
mod notifications;
mod page;
mod processes;
mod programs;
mod screen;
mod screenshots;
mod service;
mod services;
mod session;
mod stubs;
mod tray;
mod wait;
mod windows;

pub use child_process::ChildProcess;
pub use fantoccini::key::Key;
pub use growth::{Figure, Growth};
pub use monitor::{Monitor, Taken};
pub use notifications::Notification;
pub use page::Page;
pub use processes::Process;
pub use programs::{KeyringService, NotificationDaemon, Programs, TrayHost};
pub use screen::{Button, Display, Screen};
pub use screenshots::Region;
pub use serde_json::Value;
pub use service::{Frozen, Service};
pub use session::Session;
pub use stubs::Stub;
pub use tray::TrayItem;
pub use wait::{wait_until, wait_until_steady};
