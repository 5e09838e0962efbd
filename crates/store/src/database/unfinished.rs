//! Files that are made whole under another name, and take their own name last.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{beside, create_private};
use crate::StoreError;

/// The files that SQLite puts beside a database, the log first.
pub(super) const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The ending of a file that is not whole yet.
pub(super) const UNFINISHED: &str = "-new";

/// A file that is not whole yet; it is removed unless it is put in its place.
#[derive(Debug)]
pub(super) struct Unfinished {
    path: PathBuf,
    is_in_place: bool,
}

impl Unfinished {
    /// Begins an empty file beside another one.
    ///
    /// Nothing stays there of an attempt that was cut off.
    pub(super) fn beside(path: &Path) -> Result<Self, StoreError> {
        let new = Self { path: beside(path, UNFINISHED), is_in_place: false };
        new.remove().and_then(|()| create_private(&new.path)).map_err(StoreError::CannotOpen)?;
        Ok(new)
    }

    /// Returns the path of the file until it is in its place.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the whole file its name, in place of an earlier file.
    ///
    /// No log of the earlier file may stay, which SQLite would take for the new one's.
    pub(super) fn put_in_place(mut self, path: &Path) -> Result<(), StoreError> {
        for ending in COMPANIONS {
            remove(&beside(path, ending)).map_err(StoreError::CannotOpen)?;
        }
        fs::rename(&self.path, path).map_err(StoreError::CannotOpen)?;
        self.is_in_place = true;
        sync_folder(path).map_err(StoreError::CannotOpen)
    }

    fn remove(&self) -> io::Result<()> {
        remove_all(std::iter::once("").chain(COMPANIONS).map(|ending| beside(&self.path, ending)))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_in_place {
            // One that cannot be removed is, by the next attempt.
            let _ = self.remove();
        }
    }
}

/// Removes a file, if there is one.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Removes files as far as they can be removed, and returns the first error.
pub(super) fn remove_all(files: impl IntoIterator<Item = PathBuf>) -> io::Result<()> {
    let mut outcome = Ok(());
    for file in files {
        outcome = outcome.and(remove(&file));
    }
    outcome
}

/// Writes the names in a folder to the disk, where the system does not do so itself.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|_| cfg!(unix)) {
        Some(folder) => {
            File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?.sync_all()
        }
        None => Ok(()),
    }
}
