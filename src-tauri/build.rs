//! Prepares the parts that the program embeds: its configuration, its rights and the UI.

mod linking;

use std::{fs, io};

/// Creates the folder of the UI, without which nothing compiles, and runs the build of tauri.
fn main() -> io::Result<()> {
    fs::create_dir_all("ui/dist")?;
    println!("cargo::rerun-if-changed=ui/dist");
    linking::pack_addresses();
    tauri_build::build();
    Ok(())
}
