//! A report on a visit that the customer can send to the developers.
//!
//! It is in English.

use std::fmt;
use std::sync::Arc;

use kabinet_extract::effort;
use kabinet_extract::html::document::Document;
use kabinet_extract::{Missing, Problem};
use kabinet_providers::{FoundLabel, PortalPage, Provider, VisitedPage};

use crate::redactor::Redactor;

/// The redacted pages of a visit.
#[derive(Debug, Clone)]
pub struct Report {
    provider: String,
    pages: Vec<RedactedPage>,
}

/// A redacted page.
#[derive(Debug, Clone)]
pub struct RedactedPage {
    /// The page that was looked for.
    pub page: PortalPage,
    /// Its redacted address.
    pub address: String,
    /// Its redacted markup; `None` if the answer could not be read as a page or is too much work.
    pub markup: Option<String>,
    status: Option<u16>,
    millis: u128,
    found: Vec<FoundLabel>,
    missing: Vec<Missing>,
}

/// The maximum number of complete pages of one kind.
const MOST_ALIKE: usize = 3;

impl Report {
    /// Creates a report on visited pages.
    ///
    /// Another seed gives other replacements.
    pub fn of(seen: &[VisitedPage], provider: &dyn Provider, seed: u64) -> Self {
        let mut redactor = Redactor::new(provider.words(), seed);
        let documents = seen.iter().filter_map(|page| page.document.as_ref());
        documents.for_each(|document| {
            let _ = within_bounds(|| redactor.learn_page(document));
        });
        let chosen = seen.iter().enumerate().filter(|(at, page)| is_included(&seen[..*at], page));
        let pages = chosen.map(|(_, page)| redact(page, &mut redactor)).collect();
        Self { provider: provider.info().id.clone(), pages }
    }

    /// Returns its pages in order.
    pub fn pages(&self) -> &[RedactedPage] {
        &self.pages
    }
}

fn is_included(before: &[VisitedPage], page: &VisitedPage) -> bool {
    let kind = std::mem::discriminant(&page.page);
    let alike = before.iter().filter(|other| std::mem::discriminant(&other.page) == kind).count();
    let is_of_list = matches!(page.page, PortalPage::Months | PortalPage::Month(_));
    !is_of_list || alike < MOST_ALIKE || !page.missing().is_empty()
}

/// Returns the result of work on a page; `None` if it would be too much.
fn within_bounds<T>(work: impl FnOnce() -> T) -> Option<T> {
    effort::run(|| false, work).ok()
}

fn redact(seen: &VisitedPage, redactor: &mut Redactor) -> RedactedPage {
    let missing = seen.missing().into_iter().map(|missing| Missing {
        label: missing.label,
        problem: match missing.problem {
            Problem::NotFound => Problem::NotFound,
            Problem::Empty => Problem::Empty,
            Problem::NotRead(text) => Problem::NotRead(redactor.text(&text)),
            Problem::OtherCurrency(text) => Problem::OtherCurrency(redactor.text(&text)),
            Problem::OtherUnit(text) => Problem::OtherUnit(redactor.text(&text)),
            Problem::Rounded(text) => Problem::Rounded(redactor.text(&text)),
            Problem::Ambiguous(values) => {
                Problem::Ambiguous(values.iter().map(|value| redactor.text(value)).collect())
            }
        },
    });
    RedactedPage {
        page: seen.page,
        missing: missing.collect(),
        address: redactor.address(seen.address.as_str()),
        markup: seen
            .document
            .as_ref()
            .and_then(|document: &Arc<Document>| within_bounds(|| redactor.page(document))),
        status: seen.status,
        millis: seen.elapsed.as_millis(),
        found: seen.found(),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Kabinet {}, provider {}", env!("CARGO_PKG_VERSION"), self.provider)?;
        writeln!(f, "Every figure, name, address and password below is replaced by another.")?;
        self.pages.iter().try_for_each(|page| write!(f, "\n{page}"))
    }
}

impl fmt::Display for RedactedPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = if matches!(self.page, PortalPage::Month(_)) {
            "the page of a month"
        } else {
            &self.page.to_string()
        };
        writeln!(f, "=== {page}: {}", self.address)?;
        match self.status {
            Some(status) => writeln!(f, "status {status}, {} ms", self.millis)?,
            None => writeln!(f, "no answer, {} ms", self.millis)?,
        }
        for FoundLabel { label, by, score } in &self.found {
            writeln!(f, "found «{label}» by «{by}», {score}")?;
        }
        self.missing.iter().try_for_each(|missing| writeln!(f, "missing {missing}"))?;
        self.markup.as_ref().map_or(Ok(()), |markup| writeln!(f, "{markup}"))
    }
}
