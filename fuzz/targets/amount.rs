//! Fuzz target of the invariant `amount`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::amount(data));
