//! The real program against the demo portal.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

#[cfg(target_os = "linux")]
mod authorities;
mod backup;
mod doctor;
mod exits;
mod export;
#[cfg(target_os = "linux")]
mod faults;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(target_os = "linux")]
mod insight;
#[cfg(target_os = "linux")]
mod keyring;
mod manual;
#[cfg(target_os = "linux")]
mod memory;
mod partial;
mod planted_leaks;
#[cfg(target_os = "linux")]
mod process_view;
mod proxy;
#[cfg(unix)]
mod redirects;
mod search;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "faults are injected on Linux alone"))]
mod support;
#[cfg(unix)]
mod terminal;
mod whole_way;
