use chrono::NaiveDate;
use kabinet_api::wire::{ExportFormat, Failure};
use kabinet_api::{ApiError, Days};

use crate::Desktop;

/// Files that other programs read.
impl Desktop {
    /// Saves what is kept of an account for those days where the person chooses, and tells where
    /// that is; `None` if they thought better of it.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::export_to_file`], in words.
    pub fn export_statement(
        &self,
        login: &str,
        format: ExportFormat,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<Option<String>, Failure> {
        let (kabinet, language) = (self.current(), self.language());
        let name = self.said(kabinet.export_name(login, format, language))?;
        let Some(file) = self.surface.save_as(&name) else { return Ok(None) };
        let days = Days { from, to };
        self.said(kabinet.export_to_file(Some(login), format, days, language, &file))?;
        Ok(Some(file.display().to_string()))
    }

    /// Opens the dates of an account's debits with the system's calendar. The file is there until
    /// the next one, or until the program ends.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::export_to_file`] and the system's refusal, in words.
    pub fn open_calendar(&self, login: &str) -> Result<(), Failure> {
        self.said(self.calendar_opened(login))
    }

    fn calendar_opened(&self, login: &str) -> Result<(), ApiError> {
        let (kabinet, language, format) = (self.current(), self.language(), ExportFormat::Ics);
        let folder = tempfile::tempdir().map_err(|error| ApiError::SystemRefused(error.into()))?;
        let file = folder.path().join(kabinet.export_name(login, format, language)?);
        kabinet.export_to_file(Some(login), format, Days::default(), language, &file)?;
        self.with(|memory| memory.calendar = Some(folder));
        self.surface.open_file(&file).map_err(ApiError::SystemRefused)
    }
}
