//! The page after a sign-in: the portal, a notice before it, or a refusal.

use std::sync::Arc;

use kabinet_extract::Unreadable;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::link;
use url::Url;

use crate::http::{Answer, Client};
use crate::portal::page_kind;
use crate::portal::sign_in_result::{SignInResult, classify};
use crate::profile::NavigationLabels;
use crate::{BrowserReason, PortalPage, ProviderError};

/// Returns the page behind a notice that only asks to continue.
///
/// # Errors
/// Errors of the request for that page.
pub async fn skip_notice(
    client: &Client,
    navigation: &NavigationLabels,
    landing: Arc<Document>,
) -> Result<Arc<Document>, ProviderError> {
    if page_kind::shows_sign_out(&landing, navigation) {
        return Ok(landing);
    }
    let links = link::all(&landing);
    let continuing = link::saying(&links, &navigation.continue_link.labels);
    match continuing.into_iter().find_map(|link| link.ask.as_ref()) {
        Some(request) => Ok(client.open(request, Some(&landing.address), PortalPage::SignIn).await?.document),
        None => Ok(landing),
    }
}

/// Returns the page after a sign-in, if the customer was let in.
///
/// # Errors
/// The reason of the refusal.
pub fn landing_page(
    navigation: &NavigationLabels,
    form: &Document,
    answer: Answer,
) -> Result<Arc<Document>, ProviderError> {
    let needs_browser = |reason| Err(ProviderError::NeedsBrowser { reason });
    match classify(form, &answer, navigation) {
        SignInResult::Expired => Err(ProviderError::SessionEnded),
        SignInResult::WrongCredentials(said) => Err(ProviderError::BadCredentials { said: Some(said) }),
        SignInResult::AsksForCode => needs_browser(BrowserReason::OneTimeCode),
        SignInResult::AsksForCaptcha => needs_browser(BrowserReason::Captcha),
        SignInResult::Unclear | SignInResult::Refused(..)
            if page_kind::is_maintenance(&answer.document, navigation) =>
        {
            Err(ProviderError::Maintenance)
        }
        SignInResult::Refused(kind, said) => Err(ProviderError::SignInRefused { kind, said }),
        SignInResult::SignedIn | SignInResult::Unclear if is_cut_off(form, &answer.document) => {
            Err(ProviderError::Unreadable { page: PortalPage::Account, why: Unreadable::CutOff })
        }
        SignInResult::SignedIn | SignInResult::Unclear => Ok(answer.document),
    }
}

/// Returns true if a page lacks its end, although another page of the site has one.
pub fn is_cut_off(whole: &Document, page: &Document) -> bool {
    whole.bounds == (true, true) && page.bounds == (true, false)
}

/// Returns the address if it can be stored: it must not hold a session key.
pub fn storable(address: &Url) -> Option<Url> {
    const SHORTEST_KEY: usize = 16;
    let is_key = |text: &str| text.len() >= SHORTEST_KEY && text.chars().any(|c| c.is_ascii_digit());
    let names_session = |name: &str| {
        ["sid", "sess", "token", "auth", "key"].iter().any(|part| name.to_lowercase().contains(part))
    };
    let in_query = address.query_pairs().any(|(name, value)| names_session(&name) || is_key(&value));
    let in_path = address.path().contains(';') || address.path().split('/').any(is_key);
    let in_query = in_query || address.query().is_some_and(|query| query.contains(';'));
    (!in_query && !in_path).then(|| address.clone())
}
