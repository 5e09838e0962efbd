//! Exported statements and calendars.

use std::path::Path;

use kabinet_api::view::{ExportFormat, Failure, Selection};
use kabinet_api::{AccountKey, ApiError};

use crate::Desktop;
use crate::shell::SystemError;

impl Desktop {
    /// Saves a part of the statement where the customer chooses, and returns the file.
    ///
    /// `None` if the customer chooses none.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::export_to_file`].
    pub fn export_statement(
        &self,
        account: &AccountKey,
        format: ExportFormat,
        selection: &Selection,
    ) -> Result<Option<String>, Failure> {
        let (account, language) = (self.localized(self.active().open(account))?, self.language());
        let name = account.export_name(format, selection, language);
        let Some(file) = self.shell.save_as(&name) else { return Ok(None) };
        self.localized(account.export_to_file(format, selection, language, &file))?;
        self.with_state(|state| state.exported = Some(file.clone()));
        Ok(Some(file.display().to_string()))
    }

    /// Opens the file that was saved last with the program that the system has for it.
    ///
    /// The window names no path, so that no page can open another file.
    ///
    /// # Errors
    /// The failure of the system.
    pub fn open_exported(&self) -> Result<(), Failure> {
        self.with_exported(|file| self.shell.open_file(file))
    }

    /// Shows the file that was saved last in its folder.
    ///
    /// # Errors
    /// The failure of the system.
    pub fn show_exported(&self) -> Result<(), Failure> {
        self.with_exported(|file| self.shell.show_in_folder(file))
    }

    fn with_exported(&self, show: impl FnOnce(&Path) -> Result<(), SystemError>) -> Result<(), Failure> {
        match self.with_state(|state| state.exported.clone()) {
            Some(file) => self.localized(show(&file).map_err(ApiError::SystemRefused)),
            None => Ok(()),
        }
    }

    /// Opens the coming debits of an account with the system's calendar.
    ///
    /// The file stays until the next one, or until the program ends.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::export_to_file`], or of the system.
    pub fn open_calendar(&self, account: &AccountKey) -> Result<(), Failure> {
        self.localized(self.write_calendar(account))
    }

    fn write_calendar(&self, account: &AccountKey) -> Result<(), ApiError> {
        let (account, language) = (self.active().open(account)?, self.language());
        let folder = tempfile::tempdir().map_err(|error| ApiError::SystemRefused(error.into()))?;
        let file =
            folder.path().join(account.export_name(ExportFormat::Ics, &Selection::default(), language));
        account.export_to_file(ExportFormat::Ics, &Selection::default(), language, &file)?;
        self.with_state(|state| state.calendar = Some(folder));
        self.shell.open_file(&file).map_err(ApiError::SystemRefused)
    }
}
