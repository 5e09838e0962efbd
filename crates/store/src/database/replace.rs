//! Replacing the database file with another one, in one step.
//!
//! A new file is made whole beside the old one and takes its name last, so that the program may be
//! stopped at any moment: the name always belongs to a whole database, the old one or the new one.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::{Connection, TransactionBehavior};

use super::connection::{Access, connect, connect_to_new};
use super::header::FileKind;
use super::key_note::NOTE;
use super::lease::Exclusive;
use super::unfinished::{COMPANIONS, UNFINISHED, Unfinished, remove, remove_all};
use super::{Store, beside, check, copies, copy, migrate};
use crate::StoreError;
use crate::key::{DatabaseKey, KeyId, KeySource};

/// A database file that was put aside under another name, with a new one in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The file, whole, under its new name.
    pub file: PathBuf,
    /// The reason.
    pub reason: SetAsideReason,
    /// The number of accounts in the new database.
    pub accounts: usize,
    /// The day of the automatic copy that the figures in the new database come from.
    ///
    /// `None` if it has no figures.
    pub copied_on: Option<NaiveDate>,
}

/// The reason why a database file was put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAsideReason {
    /// The file is damaged, or none of Kabinet's.
    Damaged,
    /// A newer release wrote the file.
    Newer,
    /// The keyring has lost the key of the file.
    KeyLost,
    /// The customer has forgotten the passphrase of the file.
    PassphraseForgotten,
    /// A backup was restored in its place.
    Replaced,
}

impl Store {
    /// Puts a database file aside if it is damaged or a newer release wrote it.
    ///
    /// A new database takes its place, made of the newest whole automatic copy, with the accounts and
    /// choices of the customer that can still be read. Returns `None` if the file is whole; one of an
    /// earlier release is brought up to date.
    ///
    /// # Errors
    /// Returns [`StoreError::Busy`] while others use the file, or another [`StoreError`] if it cannot
    /// be read or renamed.
    pub fn set_aside_if_damaged(
        path: &Path,
        key: &DatabaseKey,
        today: NaiveDate,
    ) -> Result<Option<SetAside>, StoreError> {
        let exclusive = Exclusive::take(path)?;
        match verdict(path, key) {
            Ok(()) => Ok(None),
            Err(StoreError::Newer { .. }) => {
                set_aside(&exclusive, path, Some(key), SetAsideReason::Newer, today).map(Some)
            }
            Err(StoreError::Damaged(_)) => {
                set_aside(&exclusive, path, Some(key), SetAsideReason::Damaged, today).map(Some)
            }
            Err(error) => Err(error),
        }
    }

    /// Puts a database file aside whose key or passphrase is lost.
    ///
    /// No database takes its place yet. Returns `None`, and changes nothing, if the file does not have
    /// that key any longer.
    ///
    /// # Errors
    /// The errors of [`Store::set_aside_if_damaged`].
    pub fn set_aside_without_key(
        path: &Path,
        lost: KeyId,
        today: NaiveDate,
    ) -> Result<Option<SetAside>, StoreError> {
        let exclusive = Exclusive::take(path)?;
        if FileKind::of(path).map_err(StoreError::CannotOpen)? != FileKind::Keyed(lost) {
            return Ok(None);
        }
        let reason = match lost.source() {
            KeySource::Passphrase => SetAsideReason::PassphraseForgotten,
            KeySource::Program | KeySource::Keyring | KeySource::Backup => SetAsideReason::KeyLost,
        };
        set_aside(&exclusive, path, None, reason, today).map(Some)
    }

    /// Gives a database file another key, and erases its automatic copies.
    ///
    /// They have the earlier key.
    ///
    /// # Errors
    /// Returns [`StoreError::OtherKey`] if the file does not have the key `from`, and the errors of
    /// [`Store::open_with`].
    pub fn change_key(path: &Path, from: &DatabaseKey, to: &DatabaseKey) -> Result<(), StoreError> {
        let _exclusive = Exclusive::take(path)?;
        if FileKind::of(path).map_err(StoreError::CannotOpen)? != FileKind::Keyed(from.id()) {
            return Err(StoreError::OtherKey);
        }
        Self::erase_copies(path).map_err(StoreError::CannotOpen)?;
        copy_into_place(path, Access::Key(from), to)
    }

    /// Removes the database and every other file that it left.
    ///
    /// These are automatic copies, and files that were put aside or not finished.
    ///
    /// Waits for those who use the file; if they do not end, it is removed anyway. The database goes
    /// last, and only after everything else, so that erasing can be repeated.
    ///
    /// # Errors
    /// The first error of the system. Everything but the database is removed as far as it can be.
    pub fn erase(path: &Path) -> io::Result<()> {
        let exclusive = Exclusive::take(path).ok();
        let removed = remove_all(files_of(path)?.into_iter().filter(|file| file != path));
        removed.and(Self::erase_copies(path)).and_then(|()| remove(path))?;
        exclusive.map_or(Ok(()), |exclusive| exclusive.dissolve(path))
    }
}

/// Provides a file with the key where there is none, or one of a release before encryption.
pub(super) fn provide(path: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
    let _exclusive = Exclusive::take(path)?;
    match FileKind::of(path).map_err(StoreError::CannotOpen)? {
        FileKind::Missing => {
            let new = Unfinished::beside(path)?;
            migrate(&mut connect_to_new(new.path(), Access::Key(key))?)?;
            new.put_in_place(path)
        }
        FileKind::Plain => copy_into_place(path, Access::Plain, key),
        FileKind::Keyed(_) | FileKind::Backup(_) | FileKind::Unrecognized => Ok(()),
    }
}

/// Replaces a file with a copy that has another key.
///
/// A release before encryption knows no lease, so that SQLite's own locks keep it away besides.
fn copy_into_place(path: &Path, access: Access<'_>, key: &DatabaseKey) -> Result<(), StoreError> {
    let mut old = fold(path, access)?;
    check::check_rows(&old)?;
    migrate(&mut old)?;
    let new = Unfinished::beside(path)?;
    let reading = old.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    copy::copy_to_new(&reading, new.path(), Access::Key(key))?;
    reading.commit()?;
    drop(old);
    new.put_in_place(path)
}

/// Connects to a file and writes its log back into it.
///
/// It fails while another connection is open.
pub(super) fn fold(path: &Path, access: Access<'_>) -> Result<Connection, StoreError> {
    let connection = connect(path, access)?;
    connection.execute_batch("PRAGMA journal_mode = DELETE")?;
    Ok(connection)
}

/// Returns the reason against the file, if there is one.
fn verdict(path: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
    match FileKind::of(path).map_err(StoreError::CannotOpen)? {
        FileKind::Missing => Ok(()),
        FileKind::Keyed(id) if id == key.id() => {
            let mut connection = connect(path, Access::Key(key))?;
            migrate(&mut connection)?;
            Store::alone(connection).check()
        }
        FileKind::Keyed(_) => Err(StoreError::OtherKey),
        FileKind::Plain => {
            let mut connection = connect(path, Access::Plain)?;
            check::check_rows(&connection)?;
            migrate(&mut connection)?;
            Store::alone(connection).check()
        }
        FileKind::Backup(_) | FileKind::Unrecognized => Err(StoreError::foreign()),
    }
}

/// Renames a file with its log; with a key, puts a new database in its place.
///
/// The new one is made whole first, so that hardly a moment passes without a database.
pub(super) fn set_aside(
    _exclusive: &Exclusive,
    path: &Path,
    key: Option<&DatabaseKey>,
    reason: SetAsideReason,
    today: NaiveDate,
) -> Result<SetAside, StoreError> {
    let file = aside(path, reason, today);
    let successor = key.map(|key| Successor::make(path, key)).transpose()?;
    for ending in COMPANIONS {
        rename_if_any(&beside(path, ending), &beside(&file, ending))?;
    }
    fs::rename(path, &file).map_err(StoreError::CannotOpen)?;
    let Some(Successor { new, accounts, copied_on }) = successor else {
        return Ok(SetAside { file, reason, accounts: 0, copied_on: None });
    };
    new.put_in_place(path)?;
    Ok(SetAside { file, reason, accounts, copied_on })
}

/// A new database that is to take the place of one that is put aside.
struct Successor {
    new: Unfinished,
    accounts: usize,
    copied_on: Option<NaiveDate>,
}

impl Successor {
    /// Makes a database of the newest whole copy, with the choices in the old one.
    fn make(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        let (new, copied_on) = match copies::unpack_newest(path, key)? {
            Some((new, day)) => (new, Some(day)),
            None => (Unfinished::beside(path)?, None),
        };
        let mut to = connect_to_new(new.path(), Access::Key(key))?;
        migrate(&mut to)?;
        let accounts = copy::salvage(|| connect(path, Access::Key(key)), &mut to)?;
        Ok(Self { new, accounts, copied_on })
    }
}

/// Returns a free name for a file that is put aside.
pub(super) fn aside(path: &Path, reason: SetAsideReason, today: NaiveDate) -> PathBuf {
    free_name(path, &format!(".{}-{today}", reason.name()))
}

/// Returns the first path with that ending, counted if need be, that no file has.
fn free_name(path: &Path, ending: &str) -> PathBuf {
    let first = std::iter::once(beside(path, ending));
    let counted = (2..).map(|number| beside(path, &format!("{ending}-{number}")));
    first.chain(counted).find(|path| !path.exists()).unwrap_or_else(|| beside(path, ending))
}

/// Returns every file whose name continues the name of the database, except the lock.
fn files_of(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(Vec::new()) };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?.file_name();
        let bytes = entry.as_encoded_bytes();
        let is_own = bytes.strip_prefix(name.as_encoded_bytes()).is_some_and(is_ending);
        if is_own {
            files.push(folder.join(entry));
        }
    }
    Ok(files)
}

fn is_ending(rest: &[u8]) -> bool {
    let aside = SetAsideReason::ALL.map(|reason| format!(".{}-", reason.name()));
    rest.is_empty()
        || COMPANIONS.iter().any(|ending| rest == ending.as_bytes())
        || rest.starts_with(UNFINISHED.as_bytes())
        || rest.starts_with(NOTE.as_bytes())
        || aside.iter().any(|start| rest.starts_with(start.as_bytes()))
}

fn rename_if_any(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(StoreError::CannotOpen(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

impl SetAsideReason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Damaged, Self::Newer, Self::KeyLost, Self::PassphraseForgotten, Self::Replaced];

    /// Returns the reason as it stands in the name of a file.
    fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Newer => "newer",
            Self::KeyLost => "key-lost",
            Self::PassphraseForgotten => "passphrase-forgotten",
            Self::Replaced => "replaced",
        }
    }
}
