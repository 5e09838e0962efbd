//! The desktop program on the demo portal, with a shell that records its calls.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod backup;
mod browser_sign_in;
mod canary;
mod diagnostics;
mod example;
mod export;
mod histories;
mod identity;
#[cfg(target_os = "linux")]
mod long_life;
mod openings;
mod refresh;
mod reminders;
mod session_keyring;
mod startup;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "a whole life is tried on Linux alone"))]
mod support;
mod tray;
mod updates;
mod window;
