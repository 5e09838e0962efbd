//! Signing in on the provider's own page in a browser, where the site lets no program in.

use kabinet_providers::{BrowserReason, BrowserSession, Credential, ProviderError};
use kabinet_store::Account;
use url::Url;

use crate::accounts::credentials::{self, write_session};
use crate::accounts::target::SignInTarget;
use crate::links::allowed;
use crate::{Api, ApiError, SecretName, WithWarning, view};

impl Api {
    /// Returns the front page of the site that a customer signs in to.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadDescription`] and [`ApiError::BadAddress`].
    pub fn site_of(&self, target: &SignInTarget) -> Result<Url, ApiError> {
        target.site(self.provider(&target.provider)?.info())
    }

    /// Returns true if a page belongs to the site that a customer signs in to.
    pub fn is_of_site(&self, page: &Url, target: &SignInTarget) -> bool {
        let Ok(provider) = self.provider(&target.provider) else { return false };
        let info = provider.info();
        target.site(info).is_ok_and(|site| allowed(page, &site, Some(info)))
    }

    /// Stores the account of a customer who has signed in on the site's own page.
    ///
    /// Returns `None` while the session shows no account. Where the keyring does not take the
    /// session, the account is stored without it, and the result has a warning.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadAddress`], [`ApiError::Provider`],
    /// [`ApiError::AnotherAccount`], [`ApiError::Database`] and [`ApiError::DataFolder`].
    pub async fn browser_sign_in(
        &self,
        target: &SignInTarget,
        session: &BrowserSession,
    ) -> Result<Option<WithWarning<view::SignedIn>>, ApiError> {
        let account = match self.enter(target, Credential::Session(session.clone()), None).await {
            Err(error) if is_signed_out(&error) => return Ok(None),
            entered => entered?,
        };
        let stored = self.store_session(&account, session).await;
        Ok(Some(WithWarning { outcome: self.signed_in(account)?, warning: stored.err() }))
    }

    /// Stores a session, and deletes the password that it replaces.
    async fn store_session(&self, account: &Account, session: &BrowserSession) -> Result<(), ApiError> {
        let password = SecretName::password_of(account);
        credentials::delete(&self.secrets, password).await.map_err(ApiError::PasswordNotDeleted)?;
        let (name, secret) = (SecretName::session_of(account), write_session(session));
        credentials::put(&self.secrets, name, secret).await.map_err(ApiError::SessionNotKept)
    }
}

fn is_signed_out(error: &ApiError) -> bool {
    let ApiError::Provider { error, .. } = error else { return false };
    matches!(error, ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver })
}
