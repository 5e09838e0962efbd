//! What a visit saw: every page on its way, and what reading it came upon. It is kept for as long
//! as somebody asks how a cabinet is read, and nothing is read from it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use url::Url;

use crate::page::dom::Document;
use crate::{FoundLabel, Missing, Page, ProviderError};

/// The pages of a visit, in the order in which they came.
#[derive(Default)]
pub struct Journal {
    pages: Mutex<Vec<SeenPage>>,
}

/// A page that was asked for.
#[derive(Clone)]
pub struct SeenPage {
    /// Which page was looked for.
    pub page: Page,
    /// Where it was found in the end, or asked for.
    pub address: Url,
    /// The HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// How long it took, with what forwarded to it.
    pub took: Duration,
    pub(crate) document: Option<Arc<Document>>,
}

impl Journal {
    /// The pages so far.
    pub fn pages(&self) -> Vec<SeenPage> {
        self.locked().clone()
    }

    pub(crate) fn record(&self, seen: SeenPage) {
        self.locked().push(seen);
    }

    fn locked(&self) -> MutexGuard<'_, Vec<SeenPage>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SeenPage {
    /// The labels that were found on it.
    pub fn found(&self) -> Vec<FoundLabel> {
        self.document.as_ref().map(|page| page.notes.taken().0).unwrap_or_default()
    }

    /// The labels that were looked for on it and not found, or not for sure.
    pub fn missing(&self) -> Vec<Missing> {
        self.document.as_ref().map(|page| page.notes.taken().1).unwrap_or_default()
    }

    /// Its address without what may hold the key to a session.
    pub fn shown_address(&self) -> String {
        let path = self.address.path().split(';').next().unwrap_or_default();
        let query = if self.address.query().is_some() { "?…" } else { "" };
        format!("{}{path}{query}", self.address.origin().ascii_serialization())
    }
}

/// The status that an error tells of.
pub(crate) fn status_of(error: &ProviderError) -> Option<u16> {
    const TOO_MANY_REQUESTS: u16 = 429;
    match error {
        ProviderError::SiteDown { status, .. } => Some(*status),
        ProviderError::RateLimited { .. } => Some(TOO_MANY_REQUESTS),
        ProviderError::BadCredentials { .. }
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

impl fmt::Debug for SeenPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeenPage")
            .field("page", &self.page)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("pages", &self.locked().len()).finish()
    }
}
