//! Automatic copies of the database, one of which takes the place of a damaged one.
//!
//! They have the key of the database, so that they open without anybody and keep secret as much as
//! it does. They belong to the database that they were made of: whoever replaces it by other data or
//! gives it another key erases them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::connection::{Access, connect};
use super::copy::copy_to_new;
use super::header::FileKind;
use super::lease::Exclusive;
use super::unfinished::{Unfinished, remove, remove_all};
use super::{Store, check, migrate};
use crate::key::DatabaseKey;
use crate::{StoreError, create_private_folder};

/// An automatic copy of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCopy {
    /// The file.
    pub file: PathBuf,
    /// The day on which it was made.
    pub day: NaiveDate,
}

/// The number of copies that are kept.
const KEPT: usize = 4;

/// The folder of the copies beside the database.
const FOLDER: &str = "backups";

/// The beginning of the names of the files in the folder.
const START: &str = "kabinet";

impl Store {
    /// Returns the automatic copies of a database, newest first.
    ///
    /// # Errors
    /// Returns [`StoreError::CannotOpen`] if their folder cannot be read.
    pub fn copies(path: &Path) -> Result<Vec<KeptCopy>, StoreError> {
        let files = own_files(path).map_err(StoreError::CannotOpen)?;
        let mut copies: Vec<KeptCopy> = files.into_iter().filter_map(KeptCopy::of_file).collect();
        copies.sort_by_key(|copy| std::cmp::Reverse(copy.day));
        Ok(copies)
    }

    /// Makes the copy of a day, and removes the oldest ones beyond four.
    ///
    /// Everything is read and checked before the copy counts. Others may write meanwhile.
    ///
    /// # Errors
    /// Returns [`StoreError::Damaged`] if the database is not whole, or another [`StoreError`] if the
    /// copy cannot be written. The earlier copies stay then.
    pub fn keep_copy(&mut self, path: &Path, key: &DatabaseKey, today: NaiveDate) -> Result<(), StoreError> {
        let folder = folder_of(path);
        create_private_folder(&folder).map_err(StoreError::CannotOpen)?;
        let _alone = Exclusive::take(&folder.join(START))?;
        let file = folder.join(format!("{START}-{today}.db"));
        let new = Unfinished::beside(&file)?;
        let reading = self.connection.transaction()?;
        copy_to_new(&reading, new.path(), Access::Key(key))?;
        reading.commit()?;
        new.put_in_place(&file)?;
        remove_needless(path, today).map_err(StoreError::CannotOpen)
    }

    /// Removes every automatic copy of a database.
    ///
    /// # Errors
    /// The first error of the system. Everything else is removed.
    pub fn erase_copies(path: &Path) -> io::Result<()> {
        // One that is being made is waited for.
        let alone = Exclusive::take(&folder_of(path).join(START)).ok();
        let removed = remove_all(own_files(path)?);
        // On Windows a file that is removed stays until the last who has it open closes it.
        drop(alone);
        // The customer may keep files of their own there.
        let _ = fs::remove_dir(folder_of(path));
        removed
    }
}

impl KeptCopy {
    /// Returns the copy of a file; `None` if its name is not that of a whole copy.
    fn of_file(file: PathBuf) -> Option<Self> {
        let name = file.file_name()?.to_str()?;
        let day = name.strip_prefix(START)?.strip_prefix('-')?.strip_suffix(".db")?.parse().ok()?;
        Some(Self { file, day })
    }
}

/// Makes a new database of the newest whole copy, and returns it with the day of the copy.
pub(super) fn unpack_newest(
    path: &Path,
    key: &DatabaseKey,
) -> Result<Option<(Unfinished, NaiveDate)>, StoreError> {
    for copy in Store::copies(path)? {
        match unpack(&copy.file, path, key) {
            Ok(new) => return Ok(Some((new, copy.day))),
            Err(error @ (StoreError::DiskFull | StoreError::Busy)) => return Err(error),
            // An older one may be whole.
            Err(_) => {}
        }
    }
    Ok(None)
}

fn unpack(copy: &Path, path: &Path, key: &DatabaseKey) -> Result<Unfinished, StoreError> {
    if FileKind::of(copy).map_err(StoreError::CannotOpen)? != FileKind::Keyed(key.id()) {
        return Err(StoreError::OtherKey);
    }
    let mut from = connect(copy, Access::Key(key))?;
    check::check_pages(&from)?;
    check::check_rows(&from)?;
    migrate(&mut from)?;
    let new = Unfinished::beside(path)?;
    copy_to_new(&from, new.path(), Access::Key(key))?;
    Ok(new)
}

/// Removes all but the newest copies, and leftovers of copies that were cut off.
///
/// A copy of a day to come was made by a clock that went wrong, and goes first.
fn remove_needless(path: &Path, today: NaiveDate) -> io::Result<()> {
    let files = own_files(path)?;
    let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_leftover = |file: &&PathBuf| name(file).contains(".db-");
    files.iter().filter(is_leftover).try_for_each(|file| remove(file))?;
    let mut copies: Vec<KeptCopy> = files.into_iter().filter_map(KeptCopy::of_file).collect();
    copies.sort_by_key(|copy| std::cmp::Reverse((copy.day <= today, copy.day)));
    copies.iter().skip(KEPT).try_for_each(|copy| remove(&copy.file))
}

/// Returns every file that a copy has left in the folder.
fn own_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder_of(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let files = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    let is_own = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.strip_prefix(START)).is_some_and(|rest| rest.starts_with('-'))
    };
    Ok(files.into_iter().filter(is_own).collect())
}

fn folder_of(path: &Path) -> PathBuf {
    path.with_file_name(FOLDER)
}
