use kabinet_api::wire::Failure;
use kabinet_api::wire::diagnosis::{Diagnosis, RefreshRecord};
use kabinet_api::{Access, ApiError, Diagnosed};
use secrecy::SecretString;

use crate::{Desktop, words};

/// How the cabinet is read, for those who ask why it is not.
impl Desktop {
    /// How the last refreshes of an account went, newest first.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::refresh_log`], in words.
    pub fn refresh_log(&self, login: &str) -> Result<Vec<RefreshRecord>, Failure> {
        self.said(self.current().refresh_log(Some(login), self.language()))
    }

    /// Walks the whole way through an account's cabinet once, with that password or the one that
    /// is kept, and remembers the report until the next one or the end of the program.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::kept_access`] and [`kabinet_api::Kabinet::diagnose`], in
    /// words; what the cabinet refuses is in the answer.
    pub async fn diagnose(&self, login: &str, password: Option<SecretString>) -> Result<Diagnosis, Failure> {
        let _turn = self.turn.lock().await;
        let diagnosed = self.said(self.diagnosed(login, password).await)?;
        let report = (login.to_owned(), diagnosed.report);
        self.with(|memory| memory.report = Some(report));
        Ok(diagnosed.diagnosis)
    }

    /// Saves the report of the last diagnosis where the person chooses, and tells where that is;
    /// `None` if there is none of this account, or they thought better of it.
    ///
    /// # Errors
    /// What the system says, in words.
    pub fn save_report(&self, login: &str) -> Result<Option<String>, Failure> {
        let report = self.with(|memory| memory.report.clone()).filter(|(of, _)| of == login);
        let Some((_, report)) = report else { return Ok(None) };
        let name = words::say(self.language(), "report-name");
        let Some(file) = self.surface.save_as(&name) else { return Ok(None) };
        self.said(Diagnosed::save(&report, &file))?;
        Ok(Some(file.display().to_string()))
    }

    async fn diagnosed(&self, login: &str, password: Option<SecretString>) -> Result<Diagnosed, ApiError> {
        let kabinet = self.current();
        let account = kabinet.chosen_one(Some(login))?;
        let access = match password {
            Some(password) => Access::given(password),
            None => kabinet.kept_access(&account).await?,
        };
        kabinet.diagnose(&account, access, self.language()).await
    }
}
