//! The demo portal as its visitors and its owner see it.

#![allow(clippy::unwrap_used, reason = "clippy sees a test only in the function that bears the attribute")]

mod faults;
mod ledger;
mod portal;
mod skins;
mod support;
mod systems;
