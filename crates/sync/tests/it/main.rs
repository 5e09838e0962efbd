//! Signing in and refreshing against the demo cabinet, by the code that reads real ones.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod failures;
#[cfg(target_os = "linux")]
mod faults;
mod first_sync;
mod interrupted;
mod page_site;
mod refreshes;
mod sign_in;
mod sign_in_places;
mod skins;
mod support;
