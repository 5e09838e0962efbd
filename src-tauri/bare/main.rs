//! A window with one sum in it and nothing else, to compare the size of Kabinet with.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    let shown = tauri::Builder::default().run(tauri::generate_context!("src-tauri/bare/tauri.conf.json"));
    shown.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}
