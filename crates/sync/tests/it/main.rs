//! Sign-ins and refreshes against the demo portal and pages of the tests.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod failures;
#[cfg(target_os = "linux")]
mod faults;
mod first_sync;
mod flat_lists;
mod interrupted;
mod months_alone;
mod other_accounts;
mod outages;
mod planted_leaks;
mod refreshes;
mod refusals;
mod sessions;
mod sign_in;
mod sign_in_places;
mod skins;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "faults are injected on Linux alone"))]
mod support;
