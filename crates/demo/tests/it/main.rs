//! The demo cabinet as a visitor and its owner see it.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod faults;
mod ledger;
mod skins;
mod visitor;
mod ways;
