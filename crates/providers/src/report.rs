//! A report on how a cabinet was read that its customer can send: the pages' structure with
//! everything masked that they say of the customer. It is in English, for those who mend the reading.

use std::fmt;
use std::sync::Arc;

use crate::mask::Mask;
use crate::page::dom::Document;
use crate::{FoundLabel, Missing, Page, Problem, Provider, SeenPage};

/// The masked pages of a visit.
#[derive(Debug, Clone)]
pub struct Report {
    provider: String,
    pages: Vec<MaskedPage>,
}

/// A page as it is sent.
#[derive(Debug, Clone)]
pub struct MaskedPage {
    /// Which page was looked for.
    pub page: Page,
    /// Its address in its shape.
    pub address: String,
    /// Its markup; none, if there was no answer that is a page.
    pub markup: Option<String>,
    status: Option<u16>,
    millis: u128,
    found: Vec<FoundLabel>,
    missing: Vec<Missing>,
}

/// Lists and months look alike: so many of them, and those on which something is missing.
const MOST_ALIKE: usize = 3;

impl Report {
    /// A report on these pages of a provider's cabinet; another seed masks otherwise.
    pub fn of(seen: &[SeenPage], provider: &dyn Provider, seed: u64) -> Self {
        let mut mask = Mask::new(provider.words(), seed);
        let documents = seen.iter().filter_map(|page| page.document.as_ref());
        documents.for_each(|document| mask.learn_page(document));
        let chosen = seen.iter().enumerate().filter(|(at, page)| is_telling(&seen[..*at], page));
        let pages = chosen.map(|(_, page)| masked(page, &mut mask)).collect();
        Self { provider: provider.declaration().id.clone(), pages }
    }

    /// Its pages, in the order in which they came.
    pub fn pages(&self) -> &[MaskedPage] {
        &self.pages
    }
}

fn is_telling(before: &[SeenPage], page: &SeenPage) -> bool {
    let kind = std::mem::discriminant(&page.page);
    let alike = before.iter().filter(|other| std::mem::discriminant(&other.page) == kind).count();
    let is_of_list = matches!(page.page, Page::Months | Page::Month(_));
    !is_of_list || alike < MOST_ALIKE || !page.missing().is_empty()
}

fn masked(seen: &SeenPage, mask: &mut Mask) -> MaskedPage {
    let missing = seen.missing().into_iter().map(|missing| Missing {
        label: missing.label,
        problem: match missing.problem {
            Problem::NotFound => Problem::NotFound,
            Problem::NotRead(text) => Problem::NotRead(mask.text(&text)),
            Problem::Ambiguous(values) => {
                Problem::Ambiguous(values.iter().map(|value| mask.text(value)).collect())
            }
        },
    });
    MaskedPage {
        page: seen.page,
        missing: missing.collect(),
        address: mask.address(seen.address.as_str()),
        markup: seen.document.as_ref().map(|document: &Arc<Document>| mask.page(document)),
        status: seen.status,
        millis: seen.took.as_millis(),
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

impl fmt::Display for MaskedPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page =
            if matches!(self.page, Page::Month(_)) { "the page of a month" } else { &self.page.to_string() };
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
