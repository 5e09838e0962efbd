//! The limits that the system sets to a process.

#![cfg(target_os = "linux")]

use std::fs;

use kabinet_api::allow_many_files;

#[test]
fn a_program_may_open_as_many_files_as_the_system_grants_it() {
    allow_many_files();
    let limits = fs::read_to_string("/proc/self/limits").unwrap();
    let files = limits.lines().find_map(|line| line.strip_prefix("Max open files")).unwrap();
    let mut files = files.split_whitespace();
    let (usual, most) = (files.next().unwrap(), files.next().unwrap());
    assert_eq!(usual, most);
}
