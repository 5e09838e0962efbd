//! Exported statements and calendars.

use chrono::NaiveDate;
use kabinet_api::view::{ExportFormat, Failure};
use kabinet_api::{AccountKey, ApiError, DateRange};

use crate::Desktop;

impl Desktop {
    /// Saves the statement of some days where the customer chooses, and returns the file.
    ///
    /// `None` if the customer chooses none.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::export_to_file`].
    pub fn export_statement(
        &self,
        account: &AccountKey,
        format: ExportFormat,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<Option<String>, Failure> {
        let (account, language) = (self.localized(self.active().open(account))?, self.language());
        let Some(file) = self.shell.save_as(&account.export_name(format, language)) else { return Ok(None) };
        let days = DateRange { from, to };
        self.localized(account.export_to_file(format, days, language, &file))?;
        Ok(Some(file.display().to_string()))
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
        let file = folder.path().join(account.export_name(ExportFormat::Ics, language));
        account.export_to_file(ExportFormat::Ics, DateRange::default(), language, &file)?;
        self.with_state(|state| state.calendar = Some(folder));
        self.shell.open_file(&file).map_err(ApiError::SystemRefused)
    }
}
