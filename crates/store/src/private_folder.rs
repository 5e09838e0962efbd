//! Folders that only their owner can open.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;

/// Creates a folder for its owner alone; one that exists stays as it is.
///
/// # Errors
/// The error of the system.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
