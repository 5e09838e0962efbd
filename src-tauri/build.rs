//! Prepares what the window's program embeds: its configuration, its rights and the UI.

use std::{fs, io};

/// The folder must be there even before the UI is built: without it nothing compiles.
fn main() -> io::Result<()> {
    fs::create_dir_all("ui/dist")?;
    tauri_build::build();
    Ok(())
}
