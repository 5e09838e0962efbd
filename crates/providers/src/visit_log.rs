//! Log of the pages of a visit, for diagnostics.
//!
//! Never an input.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kabinet_extract::Missing;
use kabinet_extract::html::document::Document;
use url::Url;

use crate::{FoundLabel, PortalPage, ProviderError};

/// The pages of a visit, in order.
#[derive(Default)]
pub struct VisitLog {
    pages: Mutex<Vec<VisitedPage>>,
}

/// A requested page.
#[derive(Clone)]
pub struct VisitedPage {
    /// The page that was looked for.
    pub page: PortalPage,
    /// Its final address, or the requested one if there was no answer.
    pub address: Url,
    /// The HTTP status; `None` if there was no answer.
    pub status: Option<u16>,
    /// The time until the answer, redirects included.
    pub elapsed: Duration,
    /// The page; `None` if the answer could not be read as one.
    pub document: Option<Arc<Document>>,
}

impl VisitLog {
    /// Returns the pages so far.
    pub fn pages(&self) -> Vec<VisitedPage> {
        self.locked().clone()
    }

    pub(crate) fn record(&self, seen: VisitedPage) {
        self.locked().push(seen);
    }

    fn locked(&self) -> MutexGuard<'_, Vec<VisitedPage>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl VisitedPage {
    /// Returns the labels found on it.
    pub fn found(&self) -> Vec<FoundLabel> {
        self.document.as_ref().map(|page| page.trace.taken().0).unwrap_or_default()
    }

    /// Returns the labels that were not found, or not with certainty.
    pub fn missing(&self) -> Vec<Missing> {
        self.document.as_ref().map(|page| page.trace.taken().1).unwrap_or_default()
    }

    /// Returns its address without parts that may hold a session key.
    pub fn shown_address(&self) -> String {
        let path = self.address.path().split(';').next().unwrap_or_default();
        let query = if self.address.query().is_some() { "?…" } else { "" };
        format!("{}{path}{query}", self.address.origin().ascii_serialization())
    }
}

/// Returns the HTTP status that caused an error.
pub(crate) fn status_of(error: &ProviderError) -> Option<u16> {
    const TOO_MANY_REQUESTS: u16 = 429;
    match error {
        ProviderError::SiteDown { status, .. } => Some(*status),
        ProviderError::RateLimited { .. } => Some(TOO_MANY_REQUESTS),
        ProviderError::BadCredentials { .. }
        | ProviderError::SignInRefused { .. }
        | ProviderError::AnotherAccount { .. }
        | ProviderError::SiteChanged { .. }
        | ProviderError::NeedsBrowser { .. }
        | ProviderError::SessionEnded
        | ProviderError::Offline { .. }
        | ProviderError::Maintenance
        | ProviderError::LeftSite { .. }
        | ProviderError::Insecure { .. }
        | ProviderError::Unreadable { .. } => None,
    }
}

impl fmt::Debug for VisitedPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisitedPage")
            .field("page", &self.page)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for VisitLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VisitLog").field("pages", &self.locked().len()).finish()
    }
}
