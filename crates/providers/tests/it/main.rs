//! Tests that read pages as sessions do, without a site.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]
#![allow(clippy::expect_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod account_cases;
// Only unix has a clock of the time that one thread works.
#[cfg(unix)]
mod costly;
mod fuzz_inputs;
mod mutations;
mod real_systems;
mod support;
