//! Fuzz target of the invariant `page`.

#![no_main]

#[allow(dead_code, reason = "every target includes the invariants of all")]
#[path = "../../crates/providers/tests/it/support.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|data: &[u8]| support::page(data));
