//! Fuzz target of the invariant `date`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::date(data));
