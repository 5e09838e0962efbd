//! The note of a key that the keyring has and the database may not have.

use std::fs;
use std::path::{Path, PathBuf};

use super::header::FileKind;
use super::lease::{Exclusive, Lease};
use super::unfinished::remove;
use super::{beside, create_private};
use crate::StoreError;
use crate::key::KeyId;

/// The ending of the file.
pub(super) const NOTE: &str = "-key";

/// The note of a key, beside a database that may not have the key.
///
/// It is written before a new key goes into the keyring and before a file gets another key. A process
/// that is killed leaves it, and the next one finds in it the key that nobody needs.
#[derive(Debug)]
pub struct KeyNote {
    id: KeyId,
    file: PathBuf,
    database: PathBuf,
    lock: Exclusive,
}

impl KeyNote {
    /// Writes the note of a key.
    ///
    /// # Errors
    /// Returns [`StoreError::Busy`] while another process has one, and [`StoreError::CannotOpen`] if
    /// it cannot be written.
    pub fn write(database: &Path, id: KeyId) -> Result<Self, StoreError> {
        let file = beside(database, NOTE);
        let lock = Exclusive::take(&file)?;
        remove(&file).and_then(|()| create_private(&file)).map_err(StoreError::CannotOpen)?;
        let note = Self { id, file, database: database.to_owned(), lock };
        fs::write(&note.file, id.salt()).map_err(StoreError::CannotOpen)?;
        Ok(note)
    }

    /// Returns the note that a killed process has left; `None` without one.
    ///
    /// # Errors
    /// Returns [`StoreError::CannotOpen`] if it cannot be read.
    pub fn left_over(database: &Path) -> Result<Option<Self>, StoreError> {
        let file = beside(database, NOTE);
        if !Exclusive::is_left_over(&file) {
            return Ok(None);
        }
        let lock = Exclusive::take_if_free(&file).map_err(StoreError::CannotOpen)?;
        let Some(lock) = lock else { return Ok(None) };
        let kind = FileKind::of(&file).map_err(StoreError::CannotOpen)?;
        // Without a whole name the process was killed before the keyring had the key.
        let id = if let FileKind::Keyed(id) = kind { id } else { KeyId::PUBLIC };
        Ok(Some(Self { id, file, database: database.to_owned(), lock }))
    }

    /// Returns the key that nobody needs; `None` if the database has the key of the note.
    ///
    /// # Errors
    /// Returns [`StoreError::Damaged`] if nobody can tell.
    pub fn needless_key(&self) -> Result<Option<KeyId>, StoreError> {
        if self.id == KeyId::PUBLIC {
            return Ok(None);
        }
        match Lease::share(&self.database)?.kind {
            FileKind::Keyed(id) if id == self.id => Ok(None),
            FileKind::Keyed(_) | FileKind::Missing | FileKind::Plain => Ok(Some(self.id)),
            FileKind::Backup(_) | FileKind::Unrecognized => Err(StoreError::foreign()),
        }
    }

    /// Removes the note, once the keyring and the database agree.
    ///
    /// # Errors
    /// Returns [`StoreError::CannotOpen`] if it cannot be removed.
    pub fn remove(self) -> Result<(), StoreError> {
        let removed = remove(&self.file).and_then(|()| self.lock.dissolve(&self.file));
        removed.map_err(StoreError::CannotOpen)
    }
}
