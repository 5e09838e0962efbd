//! Backups: one file with everything in it, which a passphrase opens.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::connection::{Access, connect};
use super::header::FileKind;
use super::lease::Exclusive;
use super::replace::{self, SetAsideReason};
use super::unfinished::Unfinished;
use super::{Store, beside, check, copy, migrate};
use crate::key::DatabaseKey;
use crate::{Passphrase, StoreError};

/// The number of backups that may be written to one file at once.
const AT_ONCE: usize = 8;

impl Store {
    /// Writes everything to a file, as it is at this moment, under a passphrase.
    ///
    /// Others may write to the database meanwhile. The file is made whole and checked under another
    /// name, and takes the place of an earlier one last. Of several backups to one file at once the last
    /// one stays.
    ///
    /// # Errors
    /// Returns [`StoreError::BackupFile`] if the file cannot be written, or another [`StoreError`] if
    /// the database cannot be read.
    pub fn back_up(&mut self, file: &Path, passphrase: &Passphrase) -> Result<(), StoreError> {
        if self.is_at(file) {
            return Err(StoreError::BackupFile(ErrorKind::AlreadyExists.into()));
        }
        let key = DatabaseKey::of_new_backup(passphrase)?;
        let (turn, place) = own_place(file).map_err(of_file)?;
        let done = self.write_backup(&place, file, &key);
        // The lock of a file that stays is free.
        let _ = turn.dissolve(&place);
        done
    }

    fn write_backup(&mut self, place: &Path, file: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
        let new = Unfinished::beside(place).map_err(of_file)?;
        let reading = self.connection.transaction()?;
        copy::copy_to_new(&reading, new.path(), Access::Key(key))?;
        reading.commit()?;
        new.put_in_place(file).map_err(of_file)
    }

    /// Returns true if a path leads to the file of the database.
    fn is_at(&self, file: &Path) -> bool {
        let own = self.connection.path().and_then(|own| fs::canonicalize(own).ok());
        own.is_some_and(|own| fs::canonicalize(file).is_ok_and(|file| file == own))
    }

    /// Replaces the database of a file with a backup, which is checked first.
    ///
    /// The earlier database stays beside it under another name, which is returned if there was one. Its
    /// automatic copies are erased.
    ///
    /// # Errors
    /// Returns [`StoreError::NotABackup`] for a file that is none, or not a whole one,
    /// [`StoreError::WrongPassphrase`], [`StoreError::Newer`] for a backup of a newer release,
    /// [`StoreError::BackupFile`] if it cannot be read, [`StoreError::Busy`] while others use the
    /// database, or another [`StoreError`] if the database cannot be written. The database is then as
    /// it was.
    pub fn restore(
        path: &Path,
        key: &DatabaseKey,
        backup: &Path,
        passphrase: &Passphrase,
        today: NaiveDate,
    ) -> Result<Option<PathBuf>, StoreError> {
        let exclusive = Exclusive::take(path)?;
        let new = unpacked(path, key, backup, passphrase)?;
        let earlier = keep_earlier(&exclusive, path, key, today)?;
        // They are of the earlier data, which stay beside.
        Self::erase_copies(path).map_err(StoreError::CannotOpen)?;
        new.put_in_place(path)?;
        Ok(earlier)
    }
}

/// Takes a place beside a backup where nobody else writes one.
///
/// Removes the files of killed processes in the other places.
fn own_place(file: &Path) -> Result<(Exclusive, PathBuf), StoreError> {
    let mut own = None;
    for place in (1..=AT_ONCE).map(|number| beside(file, &format!("-{number}"))) {
        if own.is_some() && !Exclusive::is_left_over(&place) {
            continue;
        }
        let turn = Exclusive::take_if_free(&place).map_err(StoreError::CannotOpen)?;
        let Some(turn) = turn else { continue };
        if own.is_none() {
            own = Some((turn, place));
        } else {
            drop(Unfinished::beside(&place)?);
            turn.dissolve(&place).map_err(StoreError::CannotOpen)?;
        }
    }
    own.ok_or(StoreError::Busy)
}

/// Makes a new database of a backup beside the database.
fn unpacked(
    path: &Path,
    key: &DatabaseKey,
    backup: &Path,
    passphrase: &Passphrase,
) -> Result<Unfinished, StoreError> {
    let FileKind::Backup(id) = FileKind::of(backup).map_err(StoreError::BackupFile)? else {
        return Err(StoreError::NotABackup);
    };
    let copy = Unfinished::beside(&beside(path, "-new-backup"))?;
    fs::copy(backup, copy.path()).map_err(StoreError::BackupFile)?;
    unpack(path, key, copy.path(), &DatabaseKey::of_passphrase(id, passphrase)?)
}

fn unpack(
    path: &Path,
    key: &DatabaseKey,
    copy: &Path,
    key_of_copy: &DatabaseKey,
) -> Result<Unfinished, StoreError> {
    let mut from = Store::alone(connect(copy, Access::Key(key_of_copy))?);
    super::version(&from.connection).map_err(of_first_page)?;
    check_schema(&from)?;
    migrate(&mut from.connection)?;
    let new = Unfinished::beside(path)?;
    copy::copy_to_new(&from.connection, new.path(), Access::Key(key)).map_err(of_backup)?;
    Ok(new)
}

/// Checks the pages and the schema, before anything of a file that may be hostile is run.
fn check_schema(from: &Store) -> Result<(), StoreError> {
    check::check_pages(&from.connection).and_then(|()| check::check_rows(&from.connection)).map_err(of_backup)
}

/// Copies the earlier database to another name; one that is damaged is moved there.
fn keep_earlier(
    exclusive: &Exclusive,
    path: &Path,
    key: &DatabaseKey,
    today: NaiveDate,
) -> Result<Option<PathBuf>, StoreError> {
    let access = match FileKind::of(path).map_err(StoreError::CannotOpen)? {
        FileKind::Missing => return Ok(None),
        FileKind::Keyed(id) if id == key.id() => Access::Key(key),
        FileKind::Plain => Access::Plain,
        FileKind::Keyed(_) | FileKind::Backup(_) | FileKind::Unrecognized => {
            return move_aside(exclusive, path, today);
        }
    };
    match replace::fold(path, access) {
        Ok(connection) => drop(connection),
        Err(StoreError::Damaged(_)) => return move_aside(exclusive, path, today),
        Err(error) => return Err(error),
    }
    let earlier = replace::aside(path, SetAsideReason::Replaced, today);
    let copy = Unfinished::beside(&beside(path, "-new-earlier"))?;
    copy_to_disk(path, copy.path()).map_err(StoreError::CannotOpen)?;
    copy.put_in_place(&earlier)?;
    Ok(Some(earlier))
}

fn copy_to_disk(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.sync_all()
}

fn move_aside(exclusive: &Exclusive, path: &Path, today: NaiveDate) -> Result<Option<PathBuf>, StoreError> {
    let aside = replace::set_aside(exclusive, path, None, SetAsideReason::Replaced, today)?;
    Ok(Some(aside.file))
}

/// Turns the errors of the first page into errors of the backup.
///
/// A wrong passphrase makes noise of the first page; a page that is read and that tells of others which
/// are not there belongs to a file that was cut.
fn of_first_page(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::WrongPassphrase,
        _ => of_backup(error.into()),
    }
}

/// Turns the errors of the contents of a backup into one error of the backup.
fn of_backup(error: StoreError) -> StoreError {
    if is_about_contents(&error) { StoreError::NotABackup } else { error }
}

fn is_about_contents(error: &StoreError) -> bool {
    let is_constraint =
        |error: &rusqlite::Error| error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
    matches!(error, StoreError::Damaged(_) | StoreError::NoSuchAccount)
        || matches!(error, StoreError::Sqlite(error) if is_constraint(error))
}

/// Turns the errors of a file into errors of the backup's file.
fn of_file(error: StoreError) -> StoreError {
    if let StoreError::CannotOpen(error) = error { StoreError::BackupFile(error) } else { error }
}
