//! Fuzz target of the invariant `charset`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::charset(data));
