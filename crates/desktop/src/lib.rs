//! The desktop program: its reactions to clicks, ticks of the clock and the closing of its window.
//!
//! Drawing is the [`Shell`] port. Not here: Tauri, the real keyring and waiting, so that a test needs
//! no screen.

mod accounts;
mod app;
mod backup;
mod browser_sign_in;
mod demo_site;
mod diagnostics;
mod example;
mod export;
mod l10n;
mod refresh;
mod reminders;
mod session_keyring;
mod shell;
mod tray;
mod updater;
mod updates;
mod window;

pub use crate::app::Desktop;
pub use crate::session_keyring::{MemorySecrets, SessionSecrets};
pub use crate::shell::{
    Event, Notification, NotificationAction, NotificationEvent, NotificationReport, PageFilter, Screen,
    Shell, SignInPage, SignInPages, SystemError,
};
pub use crate::updater::{Release, Updater};
