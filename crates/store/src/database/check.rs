//! Checking a database file as a whole.

use rusqlite::Connection;

use super::{Store, copy, version};
use crate::StoreError;

impl Store {
    /// Reads everything in the database once.
    ///
    /// # Errors
    /// Returns [`StoreError::Damaged`] for a page that was changed, for rows that contradict each
    /// other, and for a value that no release has written.
    pub fn check(&self) -> Result<(), StoreError> {
        check_pages(&self.connection)?;
        check_rows(&self.connection)?;
        self.check_values()
    }

    fn check_values(&self) -> Result<(), StoreError> {
        for account in self.accounts()? {
            account.key()?;
            let id = account.id;
            self.summary(id)?;
            for version in self.newest_versions(id)? {
                self.statement_of(&version)?;
            }
            self.superseded(id)?;
            self.held_back_months(id)?;
            self.unread_months(id)?;
            self.month_marks(id)?;
            self.prices(id)?;
            self.months_changed_at(id)?;
            self.category_overrides(id)?;
            self.reminder_rules(id)?;
            self.snoozed_until(id)?;
            self.shown_reminders(id)?;
            self.refresh_status(id)?;
            self.automatic_refresh(id)?;
            self.refresh_log(id, u32::MAX)?;
        }
        self.undamaged(())
    }
}

/// Checks the checksum of every page, read or not.
pub(super) fn check_pages(connection: &Connection) -> Result<(), StoreError> {
    match first_finding(connection, "PRAGMA cipher_integrity_check")? {
        Some(_) => Err(StoreError::foreign()),
        None => Ok(()),
    }
}

/// Counts the pages whose checksum is not of the key, and a page that is cut off.
pub(super) fn foreign_pages(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = query.query([])?;
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// Checks that tables, indexes and references agree, and that the schema is this release's own.
pub(super) fn check_rows(connection: &Connection) -> Result<(), StoreError> {
    let known = super::MIGRATIONS.len();
    let found = version(connection)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    let is_whole = first_finding(connection, "PRAGMA integrity_check(1)")?.as_deref() == Some("ok")
        && first_finding(connection, "PRAGMA foreign_key_check")?.is_none()
        && copy::has_own_schema(connection, found)?;
    if is_whole { Ok(()) } else { Err(StoreError::foreign()) }
}

fn first_finding(connection: &Connection, check: &str) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare(check)?;
    let mut rows = query.query([])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}
