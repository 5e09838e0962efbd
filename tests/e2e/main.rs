//! The real program in the real webview, on a whole headless desktop.
//!
//! Only the provider's site is a demo, and the user a script.
//!
//! Not here: behaviour that can be tested without a window (`crates/desktop/tests`), and every
//! state of every screen (`ui/tests`).

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy sees a test only in the function that bears the attribute")]

mod accessibility;
mod analysis;
mod browser_sign_in;
mod canary;
mod desktops;
mod downloads;
mod example;
mod export;
mod hostile;
mod keyboard;
mod long_life;
mod offline;
mod protection;
mod reminders;
mod screens;
mod screenshots;
mod settings;
mod sign_in;
mod sign_out;
mod support;
mod tasks;
mod tray;
mod unread;
mod updates;
mod window;
