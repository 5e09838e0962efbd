//! Where signing in leads: the cabinet, a notice before it, or not there.

use std::sync::Arc;

use url::Url;

use super::outcome::{Outcome, outcome};
use super::signs;
use crate::description::Way;
use crate::http::{Answer, Visit};
use crate::page::dom::Document;
use crate::page::links;
use crate::{BrowserReason, Page, ProviderError, Unreadable};

/// The page behind a notice that only asks to go on.
///
/// # Errors
/// What keeps that page from being read.
pub async fn past_notice(
    visit: &Visit,
    way: &Way,
    landing: Arc<Document>,
) -> Result<Arc<Document>, ProviderError> {
    if signs::shows_way_out(&landing, way) {
        return Ok(landing);
    }
    let links = links::all(&landing);
    let mut onward =
        links::saying(&links, &way.leads_on.synonyms).into_iter().filter_map(|link| link.ask.as_ref());
    match onward.next() {
        Some(ask) => Ok(visit.open(ask, Some(&landing.address), Page::SignIn).await?.document),
        None => Ok(landing),
    }
}

/// The page that a customer lands on, if it is the cabinet.
///
/// # Errors
/// What the answer says instead.
pub fn admitted(way: &Way, form: &Document, answer: Answer) -> Result<Arc<Document>, ProviderError> {
    match outcome(form, &answer, way) {
        Outcome::Lapsed => Err(ProviderError::SessionEnded),
        Outcome::Refused(said) => Err(ProviderError::BadCredentials { said }),
        Outcome::AsksForCode => Err(ProviderError::NeedsBrowser { reason: BrowserReason::OneTimeCode }),
        Outcome::Unclear if signs::is_maintenance(&answer.document, way) => Err(ProviderError::Maintenance),
        Outcome::SignedIn | Outcome::Unclear if is_cut_off(form, &answer.document) => {
            Err(ProviderError::Unreadable { page: Page::Account, why: Unreadable::CutOff })
        }
        Outcome::SignedIn | Outcome::Unclear => Ok(answer.document),
    }
}

/// Whether a page lacks the end that another page of the site has, where it has the beginning.
pub fn is_cut_off(whole: &Document, page: &Document) -> bool {
    whole.bounds == (true, true) && page.bounds == (true, false)
}

/// An address worth remembering: not one that may hold the key to a session.
pub fn memorable(address: &Url) -> Option<Url> {
    const LONGEST_INNOCENT: usize = 16;
    let is_key = |text: &str| text.len() >= LONGEST_INNOCENT && text.chars().any(|c| c.is_ascii_digit());
    let names_session = |name: &str| {
        ["sid", "sess", "token", "auth", "key"].iter().any(|part| name.to_lowercase().contains(part))
    };
    let in_query = address.query_pairs().any(|(name, value)| names_session(&name) || is_key(&value));
    let in_path = address.path().contains(';') || address.path().split('/').any(is_key);
    let in_query = in_query || address.query().is_some_and(|query| query.contains(';'));
    (!in_query && !in_path).then(|| address.clone())
}
