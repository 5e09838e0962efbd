//! Diagnoses of a visit to a site.

use kabinet_providers::VisitedPage;
use serde::Serialize;
use ts_rs::TS;

use crate::Language;
use crate::l10n::errors::{missing_word, page_words};
use crate::view::Failure;
use crate::view::refresh::milliseconds;

/// A visit to the site, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Diagnosis {
    /// The pages in the order of the requests.
    pub pages: Vec<DiagnosedPage>,
    /// The failure that ended the visit early.
    pub failure: Option<Failure>,
}

/// A page of the visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DiagnosedPage {
    /// The name of the page for people.
    pub page: String,
    /// Its address without anything secret.
    pub address: String,
    /// The HTTP status of the response.
    pub status: Option<u16>,
    /// The response time in milliseconds.
    #[ts(type = "number")]
    pub duration_ms: u64,
    /// The values that were found.
    pub found: Vec<FoundLabel>,
    /// The values that were not found.
    pub missing: Vec<MissingLabel>,
}

/// A value that was found on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundLabel {
    /// The field.
    pub label: String,
    /// The label that it was found by.
    pub by: String,
    /// The score of the match.
    pub score: i32,
}

/// A value that was not found on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MissingLabel {
    /// The field.
    pub label: String,
    /// The reason for people.
    pub problem: String,
}

impl DiagnosedPage {
    pub(crate) fn new(page: &VisitedPage, language: Language) -> Self {
        let found = page.found().into_iter();
        let missing = page.missing().into_iter();
        Self {
            page: page_words(page.page, language),
            address: page.shown_address(),
            status: page.status,
            duration_ms: milliseconds(page.elapsed),
            found: found.map(|it| FoundLabel { label: it.label, by: it.by, score: it.score }).collect(),
            missing: missing
                .map(|it| MissingLabel { problem: missing_word(&it, language), label: it.label })
                .collect(),
        }
    }
}
