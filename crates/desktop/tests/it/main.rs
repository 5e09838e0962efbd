//! The desktop program at work on the demo cabinet, before a surface that records what it is asked
//! to show.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod browsing;
mod closing;
mod diagnosing;
mod example;
mod exporting;
mod opening;
mod refreshing;
mod reminding;
mod room;
mod secrets;
mod tray;
