//! Prepares the parts that the program embeds: its configuration, its rights and the UI.

use std::{env, fs, io};

/// Creates the folder of the UI, without which nothing compiles, and runs the build of tauri.
fn main() -> io::Result<()> {
    fs::create_dir_all("ui/dist")?;
    println!("cargo::rerun-if-changed=ui/dist");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        // The addresses that the system adjusts at the start take a hundredth of the space so.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    tauri_build::build();
    Ok(())
}
