//! The walk to the sign-in form: the front page, the city, «Личный кабинет».

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use kabinet_extract::Request;
use kabinet_extract::error::Missing;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::link;
use kabinet_extract::trace::score;
use url::Url;

use crate::http::Client;
use crate::portal::after_sign_in::landing_page;
use crate::portal::form_purpose::Purpose;
use crate::portal::{city, login_step, page_kind, sign_in_form};
use crate::profile::NavigationLabels;
use crate::{BrowserReason, BrowserSession, PortalPage, ProviderError, SignInTarget};

const MOST_STEPS: usize = 8;

/// The page with the sign-in form.
pub struct SignInPage {
    pub document: Arc<Document>,
    /// The address at which the sign-in begins, also if a later page takes the password.
    pub address: Url,
    /// True if the page before it has taken the login.
    pub is_login_given: bool,
}

/// Finds the page with the sign-in form, at a known address or by the whole walk.
///
/// Where the site asks for the login alone, it is sent, and the next page is the one.
///
/// # Errors
/// [`ProviderError::SiteChanged`] for a missing form or link, [`ProviderError::NeedsBrowser`] for a form
/// that a script draws, and errors of the requests.
pub async fn sign_in_page(
    client: &Client,
    navigation: &NavigationLabels,
    target: &SignInTarget,
    login: &str,
) -> Result<SignInPage, ProviderError> {
    let known = target.known_urls.sign_in.clone().map(Request::Get);
    let seen = match &known {
        Some(known) => client.open(known, None, PortalPage::SignIn).await.ok().map(|answer| answer.document),
        None => None,
    };
    let is_certain = |page: &&Arc<Document>| sign_in_form::best_purpose(page) <= Some(Purpose::Unnamed);
    if let Some(page) = seen.as_ref().filter(|page| page_kind::asks_for_password(page)).filter(is_certain)
        && sign_in_form::best_purpose(page).is_some()
    {
        return Ok(SignInPage::of_one_step(Arc::clone(page)));
    }
    let front = match seen.filter(|page| page.address == target.site) {
        Some(front) => front,
        None => client.open(&Request::Get(target.site.clone()), None, PortalPage::Front).await?.document,
    };
    let city = target.city.as_deref();
    let walk =
        Walk { client, navigation, city, known, login, tried: HashSet::new(), fallback: None, step: None };
    walk.run(front).await
}

/// Finds a page of the portal within a session begun in a browser.
///
/// It tries the page that the browser shows, the front page, and the links «Личный кабинет» there.
///
/// # Errors
/// [`ProviderError::NeedsBrowser`] if the session is over, and errors of the requests.
pub async fn portal_page(
    client: &Client,
    navigation: &NavigationLabels,
    target: &SignInTarget,
    session: &BrowserSession,
) -> Result<Arc<Document>, ProviderError> {
    let mut waiting = VecDeque::from([Request::Get(session.page.clone()), Request::Get(target.site.clone())]);
    let mut tried: HashSet<Request> = HashSet::new();
    while let Some(request) = waiting.pop_front() {
        if tried.len() >= MOST_STEPS || !tried.insert(request.clone()) {
            continue;
        }
        let answer = client.open(&request, None, PortalPage::Account).await?;
        if page_kind::shows_sign_out(&answer.document, navigation) {
            return Ok(answer.document);
        }
        if page_kind::is_maintenance(&answer.document, navigation) {
            return Err(ProviderError::Maintenance);
        }
        waiting.extend(portal_links(&answer.document, navigation));
    }
    Err(ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver })
}

struct Walk<'a> {
    client: &'a Client,
    navigation: &'a NavigationLabels,
    city: Option<&'a str>,
    known: Option<Request>,
    login: &'a str,
    tried: HashSet<Request>,
    fallback: Option<(Purpose, Arc<Document>)>,
    /// The page that asks for the login alone.
    step: Option<Arc<Document>>,
}

impl Walk<'_> {
    /// Follows «Личный кабинет» from page to page until one has the customers' form.
    ///
    /// The city is chosen wherever the site requires it first. A form in doubt is used only if the links
    /// lead to no better one, and a form for the login alone only if they lead to none for a password.
    async fn run(mut self, front: Arc<Document>) -> Result<SignInPage, ProviderError> {
        let mut page = Arc::clone(&front);
        let mut waiting: VecDeque<Request> = VecDeque::new();
        for _ in 0..MOST_STEPS {
            if let Some(choice) =
                self.city.take_if(|city| city::choose(&page, self.navigation, city).is_some())
            {
                page = self.choose(&page, choice).await?;
                self.tried.clear();
                waiting = self.known.clone().into_iter().collect();
            }
            if self.is_wanted(&page, page.address == front.address) {
                return Ok(SignInPage::of_one_step(page));
            }
            if self.step.is_none() && login_step::is_on(&page, self.navigation) {
                self.step = Some(Arc::clone(&page));
            }
            let is_drawn = self.fallback.is_none() && page_kind::draws_password_field(&page);
            if is_drawn && page.address != front.address {
                return Err(ProviderError::NeedsBrowser { reason: BrowserReason::ScriptOnly });
            }
            waiting.extend(portal_links(&page, self.navigation));
            let Some(next) = self.next(&mut waiting) else { break };
            page = self.client.open(&next, Some(&page.address), PortalPage::SignIn).await?.document;
        }
        let has_links = !self.tried.is_empty();
        match (&self.fallback, &self.step) {
            (Some((Purpose::Customer | Purpose::Unnamed, form)), _) | (Some((_, form)), None) => {
                Ok(SignInPage::of_one_step(Arc::clone(form)))
            }
            (_, Some(step)) => self.send_login(step).await,
            (None, None) => Err(no_form(self.navigation, &front, &page, has_links)),
        }
    }

    /// Sends the login, and returns the page that asks for the password.
    async fn send_login(&self, step: &Document) -> Result<SignInPage, ProviderError> {
        let not_found = || ProviderError::not_found(PortalPage::SignIn, sign_in_form::PASSWORD);
        let request = login_step::fill(step, self.navigation, self.login).ok_or_else(not_found)?;
        let answer = self.client.open(&request, Some(&step.address), PortalPage::SignIn).await?;
        if sign_in_form::best_purpose(&answer.document).is_none() {
            landing_page(self.navigation, step, answer)?;
            return Err(not_found());
        }
        let (document, address) = (answer.document, step.address.clone());
        Ok(SignInPage { document, address, is_login_given: true })
    }

    /// Returns true if the page has the form to use, and remembers a form in doubt.
    fn is_wanted(&mut self, page: &Arc<Document>, is_front: bool) -> bool {
        let Some(purpose) = sign_in_form::best_purpose(page) else { return false };
        let most = if is_front { Purpose::Customer } else { Purpose::Unnamed };
        if purpose > most && self.fallback.as_ref().is_none_or(|(known, _)| purpose < *known) {
            self.fallback = Some((purpose, Arc::clone(page)));
        }
        purpose <= most
    }

    async fn choose(&self, page: &Document, city: &str) -> Result<Arc<Document>, ProviderError> {
        let not_offered = || ProviderError::not_found(PortalPage::City, city);
        let request = city::choose(page, self.navigation, city).ok_or_else(not_offered)?;
        page.trace.found(&self.navigation.city_prompt.name, "", score(0));
        Ok(self.client.open(&request, Some(&page.address), PortalPage::City).await?.document)
    }

    fn next(&mut self, waiting: &mut VecDeque<Request>) -> Option<Request> {
        std::iter::from_fn(|| waiting.pop_front()).find(|request| self.tried.insert(request.clone()))
    }
}

impl SignInPage {
    fn of_one_step(document: Arc<Document>) -> Self {
        Self { address: document.address.clone(), document, is_login_given: false }
    }
}

/// Returns the requests behind the links «Личный кабинет» of a page.
pub fn portal_links(page: &Document, navigation: &NavigationLabels) -> Vec<Request> {
    let links = link::all(page);
    let leading =
        link::saying(&links, &navigation.cabinet.labels).into_iter().filter(|link| link.ask.is_some());
    let followed = leading.inspect(|link| navigation.cabinet.note(page, &link.says));
    followed.filter_map(|link| link.ask.clone()).collect()
}

fn no_form(
    navigation: &NavigationLabels,
    front: &Document,
    last: &Document,
    has_links: bool,
) -> ProviderError {
    if [front, last].iter().any(|page| page_kind::is_maintenance(page, navigation)) {
        return ProviderError::Maintenance;
    }
    let (page, label) = match (has_links, page_kind::asks_for_city(last, navigation)) {
        (true, _) => (PortalPage::SignIn, sign_in_form::PASSWORD),
        (false, true) => (PortalPage::City, navigation.city_prompt.name.as_str()),
        (false, false) => (PortalPage::Front, navigation.cabinet.name.as_str()),
    };
    last.trace.missing(&[Missing::not_found(label)]);
    ProviderError::not_found(page, label)
}
