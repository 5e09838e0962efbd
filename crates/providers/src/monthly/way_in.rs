//! The way to the sign-in form: the front page, the city, «Личный кабинет».

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use super::{city, sign_in, signs};
use crate::description::Way;
use crate::error::Missing;
use crate::http::Visit;
use crate::page::dom::Document;
use crate::page::notes::score;
use crate::page::{Ask, links};
use crate::{BegunSession, BrowserReason, Entrance, Page, ProviderError};

const MOST_STEPS: usize = 8;

/// The page with the sign-in form: where an earlier visit found it, or by the whole way.
///
/// # Errors
/// What the pages on the way lack, and what keeps them from being read.
pub async fn sign_in_page(
    visit: &Visit,
    way: &Way,
    entrance: &Entrance,
) -> Result<Arc<Document>, ProviderError> {
    let known = entrance.trail.sign_in.clone().map(Ask::Get);
    let seen = match &known {
        Some(known) => visit.open(known, None, Page::SignIn).await.ok().map(|answer| answer.document),
        None => None,
    };
    if let Some(form) = seen.as_ref().filter(|page| signs::asks_for_password(page)) {
        return Ok(Arc::clone(form));
    }
    let front = match seen.filter(|page| page.address == entrance.site) {
        Some(front) => front,
        None => visit.open(&Ask::Get(entrance.site.clone()), None, Page::Front).await?.document,
    };
    WayIn { visit, way, city: entrance.city.as_deref(), known, tried: HashSet::new() }.walk(front).await
}

/// The page of the cabinet that a customer sees who signed in to it in a browser: the one that the
/// browser shows, the front page, or where «Личный кабинет» leads from there.
///
/// # Errors
/// [`ProviderError::NeedsBrowser`] if the session is over, and what keeps pages from being read.
pub async fn cabinet_page(
    visit: &Visit,
    way: &Way,
    entrance: &Entrance,
    begun: &BegunSession,
) -> Result<Arc<Document>, ProviderError> {
    let mut waiting = VecDeque::from([Ask::Get(begun.page.clone()), Ask::Get(entrance.site.clone())]);
    let mut tried: HashSet<Ask> = HashSet::new();
    while let Some(ask) = waiting.pop_front() {
        if tried.len() >= MOST_STEPS || !tried.insert(ask.clone()) {
            continue;
        }
        let answer = visit.open(&ask, None, Page::Account).await?;
        if signs::shows_way_out(&answer.document, way) {
            return Ok(answer.document);
        }
        if signs::is_maintenance(&answer.document, way) {
            return Err(ProviderError::Maintenance);
        }
        waiting.extend(cabinet_links(&answer.document, way));
    }
    Err(ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver })
}

struct WayIn<'a> {
    visit: &'a Visit,
    way: &'a Way,
    city: Option<&'a str>,
    known: Option<Ask>,
    tried: HashSet<Ask>,
}

impl WayIn<'_> {
    /// Chooses the city wherever it is asked for first, and follows «Личный кабинет» from page to
    /// page until one has the form.
    async fn walk(mut self, front: Arc<Document>) -> Result<Arc<Document>, ProviderError> {
        let mut page = Arc::clone(&front);
        let mut waiting: VecDeque<Ask> = VecDeque::new();
        for _ in 0..MOST_STEPS {
            if let Some(choice) = self.city.take_if(|city| city::choose(&page, self.way, city).is_some()) {
                page = self.choose(&page, choice).await?;
                self.tried.clear();
                waiting = self.known.clone().into_iter().collect();
            }
            if signs::asks_for_password(&page) {
                return Ok(page);
            }
            if signs::draws_password_field(&page) && page.address != front.address {
                return Err(ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly });
            }
            waiting.extend(cabinet_links(&page, self.way));
            let Some(next) = self.next(&mut waiting) else { break };
            page = self.visit.open(&next, Some(&page.address), Page::SignIn).await?.document;
        }
        Err(no_form(self.way, &front, &page, !self.tried.is_empty()))
    }

    async fn choose(&self, page: &Document, city: &str) -> Result<Arc<Document>, ProviderError> {
        let not_offered = || ProviderError::not_found(Page::City, city);
        let ask = city::choose(page, self.way, city).ok_or_else(not_offered)?;
        page.notes.found(&self.way.city_prompt.name, "", score(0));
        Ok(self.visit.open(&ask, Some(&page.address), Page::City).await?.document)
    }

    fn next(&mut self, waiting: &mut VecDeque<Ask>) -> Option<Ask> {
        std::iter::from_fn(|| waiting.pop_front()).find(|ask| self.tried.insert(ask.clone()))
    }
}

/// Where «Личный кабинет» leads on a page.
pub fn cabinet_links(page: &Document, way: &Way) -> Vec<Ask> {
    let links = links::all(page);
    let leading = links::saying(&links, &way.cabinet.synonyms).into_iter().filter(|link| link.ask.is_some());
    let followed = leading.inspect(|link| way.cabinet.note(page, &link.says));
    followed.filter_map(|link| link.ask.clone()).collect()
}

fn no_form(way: &Way, front: &Document, last: &Document, has_cabinet: bool) -> ProviderError {
    if [front, last].iter().any(|page| signs::is_maintenance(page, way)) {
        return ProviderError::Maintenance;
    }
    let (page, label) = match (has_cabinet, signs::asks_for_city(last, way)) {
        (true, _) => (Page::SignIn, sign_in::PASSWORD),
        (false, true) => (Page::City, way.city_prompt.name.as_str()),
        (false, false) => (Page::Front, way.cabinet.name.as_str()),
    };
    last.notes.missing(&[Missing::not_found(label)]);
    ProviderError::not_found(page, label)
}
