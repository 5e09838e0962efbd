//! Trying a passphrase on a file.

use std::fs;
use std::path::Path;

use super::connection::{Access, PAGE_SIZE, connect_to_look};
use super::header::FileKind;
use super::lease::Lease;
use super::{Store, check, version};
use crate::key::{DatabaseKey, KeySource};
use crate::{Passphrase, StoreError};

impl Store {
    /// Derives the key of a file from a passphrase, and checks that it opens the file.
    ///
    /// Nothing is written. Damage makes no passphrase wrong: it is enough that one page has the
    /// checksum of the key.
    ///
    /// # Errors
    /// Returns [`StoreError::WrongPassphrase`], [`StoreError::OtherKey`] if no passphrase opens the
    /// file, or another [`StoreError`] if it cannot be read.
    pub fn unlock(path: &Path, passphrase: &Passphrase) -> Result<DatabaseKey, StoreError> {
        let lease = Lease::share(path)?;
        let FileKind::Keyed(id) = lease.kind else { return Err(StoreError::OtherKey) };
        if id.source() != KeySource::Passphrase {
            return Err(StoreError::OtherKey);
        }
        let key = DatabaseKey::of_passphrase(id, passphrase)?;
        if opens(path, &key)? { Ok(key) } else { Err(StoreError::WrongPassphrase) }
    }
}

fn opens(path: &Path, key: &DatabaseKey) -> Result<bool, StoreError> {
    let connection = connect_to_look(path, Access::Key(key))?;
    match version(&connection).map_err(StoreError::from) {
        Ok(_) => Ok(true),
        Err(StoreError::Damaged(_)) => has_own_page(path, key),
        Err(error) => Err(error),
    }
}

/// Returns true if a page has the checksum of the key.
fn has_own_page(path: &Path, key: &DatabaseKey) -> Result<bool, StoreError> {
    let pages = fs::metadata(path).map_err(StoreError::CannotOpen)?.len().div_ceil(PAGE_SIZE.into());
    let foreign = check::foreign_pages(&connect_to_look(path, Access::Key(key))?)?;
    Ok(foreign < pages)
}
