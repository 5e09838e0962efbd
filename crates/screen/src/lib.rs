//! A desktop for a program under test, without a monitor: a display, a session bus, a keyring, a
//! notification daemon, a tray host, and WebDriver for the program's window. All of it is real;
//! only the person is not.
//!
//! Deliberately not here: anything of Kabinet, so that its window is tested, pictured and measured
//! on the same desktop as a bare one. What fails here fails the test: there are no errors to
//! handle, only words on what was waited for.

#![cfg(target_os = "linux")]
#![allow(clippy::print_stderr, reason = "a test that fails tells what it saw")]

mod keyboard;
mod notifications;
mod page;
mod pictures;
mod processes;
mod secrets;
mod servant;
mod session;
mod tray;
mod wait;
mod windows;

pub use fantoccini::key::Key;
pub use notifications::Notification;
pub use page::Page;
pub use pictures::Part;
pub use processes::Process;
pub use serde_json::Value;
pub use servant::Servant;
pub use session::Session;
pub use tray::TrayItem;
pub use wait::{until, within};
