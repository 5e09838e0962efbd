//! Fuzz target of the invariant `form`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::form(data));
