//! Fuzz target of the invariant `page`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| invariants::page(data));
