//! Fuzz target of the invariant `description`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::description(data));
