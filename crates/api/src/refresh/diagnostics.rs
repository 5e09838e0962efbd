//! The diagnosis of a visit to an account's site, and the log of refreshes.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::Write;
use std::path::Path;

use kabinet_export::ExportError;
use kabinet_providers::{Provider, VisitedPage};
use kabinet_redact::Report;
use kabinet_sync::{self as sync, Diagnosis, SyncError};
use secrecy::SecretString;

use crate::accounts::credentials::{Credentials, redact_password};
use crate::error::to_api_error;
use crate::view::{DiagnosedPage, RefreshRecord};
use crate::{AccountContext, Api, ApiError, Language, SignInTarget, atomic_file, view};

/// The result of a diagnosis.
#[derive(Debug)]
pub struct Diagnosed {
    /// The pages, for the customer.
    pub diagnosis: view::Diagnosis,
    /// The anonymised report, which the customer may send.
    pub report: String,
    /// The failure that ended the visit early.
    pub failure: Option<ApiError>,
}

/// The number of refreshes of the log that are shown.
const SHOWN_REFRESHES: u32 = 20;

impl Api {
    /// Visits every page of a site once with a login that need not be stored, and stores nothing.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadDescription`] and [`ApiError::BadAddress`]. A
    /// failure of the visit is part of the result.
    pub async fn diagnose_sign_in(
        &self,
        target: &SignInTarget,
        password: SecretString,
        language: Language,
    ) -> Result<Diagnosed, ApiError> {
        let provider = self.provider(&target.provider)?;
        let site = target.site(provider.info())?;
        let SignInTarget { city, login, .. } = target.clone();
        let form = sync::SignIn { site: site.clone(), city, login };
        let Credentials { key, .. } = Credentials::given(password);
        let Diagnosis { pages, failure } =
            sync::diagnose(provider.as_ref(), &form, key.clone(), self.clock.now()).await;
        let failure = failure
            .map(|error| to_api_error(redact_password(error.into(), &key), provider.as_ref(), &site, None));
        Ok(Diagnosed::new(&pages, failure, provider.as_ref(), language))
    }
}

impl AccountContext {
    /// Visits every page of the account's site once, and stores nothing of them.
    ///
    /// Stored credentials that the site rejects are deleted, as by a refresh.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`]. A failure of the visit is
    /// part of the result.
    pub async fn diagnose(
        &mut self,
        credentials: Credentials,
        language: Language,
    ) -> Result<Diagnosed, ApiError> {
        let provider = self.provider()?;
        let (key, now) = (credentials.key.clone(), self.api.clock.now());
        let site = self.account.site.clone();
        let (city, login) = (self.account.city.clone(), self.account.login.clone());
        let target = sync::SignIn { site: site.clone(), city, login };
        let Diagnosis { pages, failure } = sync::diagnose(provider.as_ref(), &target, key, now).await;
        let outcome = failure.map_or(Ok(()), |failure| Err(SyncError::from(failure)));
        self.delete_rejected(&credentials, &outcome).await;
        let failure = outcome.err().map(|error| {
            to_api_error(redact_password(error, &credentials.key), provider.as_ref(), &site, None)
        });
        Ok(Diagnosed::new(&pages, failure, provider.as_ref(), language))
    }

    /// Returns the last refreshes of the account, newest first.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn refresh_log(&self, language: Language) -> Result<Vec<RefreshRecord>, ApiError> {
        let records = self.store.refresh_log(self.account.id, SHOWN_REFRESHES)?;
        Ok(records.iter().map(|record| RefreshRecord::new(record, language)).collect())
    }
}

impl Diagnosed {
    fn new(
        pages: &[VisitedPage],
        failure: Option<ApiError>,
        provider: &dyn Provider,
        language: Language,
    ) -> Self {
        Self {
            report: report_on(pages, provider),
            diagnosis: view::Diagnosis {
                pages: pages.iter().map(|page| DiagnosedPage::new(page, language)).collect(),
                failure: failure.as_ref().map(|failure| failure.localize(language)),
            },
            failure,
        }
    }

    /// Writes a report to a file.
    ///
    /// # Errors
    /// [`ApiError::FileNotWritten`]. The file that was there is unchanged then.
    pub fn save(report: &str, file: &Path) -> Result<(), ApiError> {
        atomic_file::replace(file, |file| {
            Ok(file.write_all(report.as_bytes()).map_err(ExportError::Write)?)
        })
    }
}

/// Returns the anonymised report on pages.
pub(crate) fn report_on(pages: &[VisitedPage], provider: &dyn Provider) -> String {
    let seed = RandomState::new().hash_one(pages.len());
    Report::of(pages, provider, seed).to_string()
}
