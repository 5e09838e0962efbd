//! The real program in the real webview, on a whole desktop: a display, a session bus, a keyring,
//! a notification daemon and a tray host. Only the provider's site is a demo, and the person a
//! script.
//!
//! Deliberately not here: what can be tried without a window (`crates/desktop/tests`), and every
//! state of every screen (`ui/tests`).

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod accessibility;
mod browser;
mod closing;
mod customer;
mod erasing;
mod example;
mod exporting;
mod hostile;
mod keyboard;
mod layout;
mod meaning;
mod offline;
mod reminders;
mod screens;
mod screenshots;
mod settings;
mod signing_in;
mod tour;
mod tray;
mod words;
