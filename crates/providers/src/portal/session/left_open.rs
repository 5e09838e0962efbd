//! Sessions that one visit leaves open and the next one continues.

use std::sync::Arc;

use kabinet_domain::AccountNumber;
use kabinet_extract::Request;

use crate::http::Client;
use crate::portal::page_kind;
use crate::portal::session::PortalSession;
use crate::{Limits, OpenSession, PortalPage, Profile, ProviderError, SignInTarget};

impl PortalSession {
    /// Continues the session that the last visit left open; `None` if it is over.
    ///
    /// A page without «Выход» is none of its pages, whatever else it shows.
    pub(super) async fn reenter(
        profile: &Arc<Profile>,
        target: &SignInTarget,
        login: &str,
        limits: Limits,
    ) -> Result<Option<Self>, ProviderError> {
        let Some(OpenSession { account_page, cookies }) = target.open_session.clone() else {
            return Ok(None);
        };
        let client = Client::with_cookies(&target.site, cookies, limits)?;
        let client = client.with_visit_log(target.visit_log.clone());
        let answer = match client.open(&Request::Get(account_page), None, PortalPage::Account).await {
            Err(error) if error.code().is_unreachable() => return Err(error),
            Err(_) => return Ok(None),
            Ok(answer) => answer,
        };
        if answer.forbidden || !page_kind::shows_sign_out(&answer.document, &profile.labels.navigation) {
            return Ok(None);
        }
        let login = AccountNumber::try_from(login.to_owned()).ok();
        let known_urls = target.known_urls.clone();
        let session = Self::at(answer.document, Arc::clone(profile), client, target, known_urls);
        Ok(Some(Self { login, ..session }))
    }

    /// Returns this session; `None` if its account page has no «Выход», by which it is known again.
    pub(super) fn left_open(&self) -> Option<OpenSession> {
        let account = self.account();
        let is_told_apart = page_kind::shows_sign_out(&account, self.navigation());
        let open = || OpenSession { account_page: account.address.clone(), cookies: self.client.cookies() };
        is_told_apart.then(open)
    }
}
