//! Signing in on the provider's own page in a browser, where the site lets no program in.

use kabinet_providers::{BegunSession, BrowserReason, Key, ProviderError};
use kabinet_store::Account;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::links::allowed;
use crate::sign_in::{Place, on_the_wire};
use crate::{ApiError, Done, Kabinet, SecretName, secrets, wire};

/// A session as the keyring keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    page: Url,
    cookies: Vec<String>,
}

impl Kabinet {
    /// The front page of the site where a customer signs in.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadDescription`] and [`ApiError::BadAddress`].
    pub fn site_of(&self, place: &Place) -> Result<Url, ApiError> {
        place.site(self.provider(&place.provider)?.declaration())
    }

    /// Whether a page belongs to the site where a customer signs in.
    pub fn is_of_site(&self, page: &Url, place: &Place) -> bool {
        let Ok(provider) = self.provider(&place.provider) else { return false };
        let declared = provider.declaration();
        place.site(declared).is_ok_and(|site| allowed(page, &site, Some(declared)))
    }

    /// Remembers the account whose customer has signed in on the site's own page; `None` as long
    /// as that session shows no cabinet. The keyring keeps the session; where it cannot, the
    /// account is remembered all the same, and the warning says so.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadAddress`], [`ApiError::Cabinet`],
    /// [`ApiError::AnotherAccount`], and those of the database and its folder.
    pub async fn browser_sign_in(
        &self,
        place: &Place,
        begun: &BegunSession,
    ) -> Result<Option<Done<wire::SignedIn>>, ApiError> {
        let account = match self.enter(place, Key::Begun(begun.clone())).await {
            Err(error) if is_not_begun(&error) => return Ok(None),
            entered => entered?,
        };
        let kept = self.keep_session(&account, begun).await;
        Ok(Some(Done { outcome: on_the_wire(account), warning: kept.err() }))
    }

    /// The password of an account that is signed in to in a browser now is of no use any more.
    async fn keep_session(&self, account: &Account, begun: &BegunSession) -> Result<(), ApiError> {
        let password = SecretName::password_of(account);
        secrets::delete(&self.secrets, password).await.map_err(ApiError::PasswordNotDeleted)?;
        let name = SecretName::session_of(account);
        secrets::put(&self.secrets, name, written(begun)).await.map_err(ApiError::PasswordNotKept)
    }
}

/// The session that the keyring keeps; `None` if that is something else.
pub(crate) fn read(secret: &SecretString) -> Option<BegunSession> {
    let Kept { page, cookies } = serde_json::from_str(secret.expose_secret()).ok()?;
    Some(BegunSession { page, cookies: cookies.into_iter().map(SecretString::from).collect() })
}

fn written(begun: &BegunSession) -> SecretString {
    let cookies = begun.cookies.iter().map(|cookie| cookie.expose_secret().to_owned()).collect();
    let kept = Kept { page: begun.page.clone(), cookies };
    serde_json::to_string(&kept).unwrap_or_default().into()
}

fn is_not_begun(error: &ApiError) -> bool {
    let ApiError::Cabinet { error, .. } = error else { return false };
    matches!(error, ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver })
}
