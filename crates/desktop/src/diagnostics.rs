//! Diagnoses and their reports.

use kabinet_api::view::{Diagnosis, Failure};
use kabinet_api::{AccountKey, ApiError, Credentials, Diagnosed};
use secrecy::SecretString;

use crate::{Desktop, l10n};

impl Desktop {
    /// Visits every page of an account's site once, and keeps the report.
    ///
    /// The report is kept until the next one or the end of the program.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::stored_credentials`] or
    /// [`kabinet_api::AccountContext::diagnose`]. A failure of the visit is part of the result.
    pub async fn diagnose(
        &self,
        account: &AccountKey,
        password: Option<SecretString>,
    ) -> Result<Diagnosis, Failure> {
        let _lock = self.refresh_lock.lock().await;
        let diagnosed = self.localized(self.run_diagnosis(account, password).await)?;
        let report = (account.clone(), diagnosed.report);
        self.with_state(|state| state.report = Some(report));
        Ok(diagnosed.diagnosis)
    }

    /// Saves the report of the last diagnosis where the customer chooses, and returns the file.
    ///
    /// Returns `None` if there is no report of this account, or the customer chooses no file.
    ///
    /// # Errors
    /// The failure of [`Diagnosed::save`].
    pub fn save_report(&self, account: &AccountKey) -> Result<Option<String>, Failure> {
        let report = self.with_state(|state| state.report.clone()).filter(|(key, _)| key == account);
        self.save_as(report.map(|(_, report)| report))
    }

    /// Saves the report of the last sign-in that failed where the customer chooses.
    ///
    /// Returns the file, or `None` if there is no report or the customer chooses no file.
    ///
    /// # Errors
    /// The failure of [`Diagnosed::save`].
    pub fn save_sign_in_report(&self) -> Result<Option<String>, Failure> {
        self.save_as(self.with_state(|state| state.sign_in_report.clone()))
    }

    fn save_as(&self, report: Option<String>) -> Result<Option<String>, Failure> {
        let Some(report) = report else { return Ok(None) };
        let name = l10n::text(self.language(), "report-name");
        let Some(file) = self.shell.save_as(&name) else { return Ok(None) };
        self.localized(Diagnosed::save(&report, &file))?;
        Ok(Some(file.display().to_string()))
    }

    async fn run_diagnosis(
        &self,
        key: &AccountKey,
        password: Option<SecretString>,
    ) -> Result<Diagnosed, ApiError> {
        let mut account = self.active().open(key)?;
        let credentials = match password {
            Some(password) => Credentials::given(password),
            None => account.stored_credentials().await?,
        };
        account.diagnose(credentials, self.language()).await
    }
}
