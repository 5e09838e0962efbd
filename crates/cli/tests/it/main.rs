//! The real program against the demo cabinet.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod diagnosing;
mod exits;
#[cfg(unix)]
mod export;
mod harness;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod meaning;
mod redirects;
#[cfg(unix)]
mod search;
mod terminal;
mod whole_way;
