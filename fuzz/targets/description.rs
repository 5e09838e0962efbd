#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kabinet_providers::fuzzing::description(data));
