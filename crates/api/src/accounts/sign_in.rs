//! Signing in with a password.

use std::sync::Arc;

use kabinet_providers::{Credential, VisitLog};
use kabinet_store::{Account, Store};
use kabinet_sync as sync;
use secrecy::SecretString;

use crate::accounts::credentials::{self, redact_password};
use crate::accounts::target::SignInTarget;
use crate::error::to_api_error;
use crate::refresh::diagnostics::report_on;
use crate::{AccountContext, Api, ApiError, KeyPlace, SecretName, WithWarning, view};

/// A sign-in with a password.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The provider's id.
    pub provider: String,
    /// The front page of the site as the customer writes it; `None` for the provider's own.
    pub site: Option<String>,
    /// The city to choose there; `None` if the customer chose none.
    pub city: Option<String>,
    /// The login.
    pub login: String,
    /// The password.
    pub password: SecretString,
    /// True if the keyring is to store the password.
    pub keep_password: bool,
}

/// A sign-in that failed.
#[derive(Debug)]
pub struct FailedSignIn {
    /// The failure.
    pub error: ApiError,
    /// The anonymised report on the requested pages; `None` if no page was requested.
    pub report: Option<String>,
}

impl SignIn {
    fn target(&self) -> SignInTarget {
        let Self { provider, site, city, login, .. } = self.clone();
        SignInTarget { provider, site, city, login }
    }
}

impl Api {
    /// Checks a password against the site, once, and stores the account and the password.
    ///
    /// Where the keyring does not take the password, the account is stored without it, and the
    /// result has a warning.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadAddress`], [`ApiError::Provider`] if the site
    /// refuses, [`ApiError::AnotherAccount`], [`ApiError::Database`] and [`ApiError::DataFolder`].
    pub async fn sign_in(&self, form: SignIn) -> Result<WithWarning<view::SignedIn>, ApiError> {
        self.sign_in_logged(form, None).await
    }

    /// Signs in as [`Api::sign_in`] does; a failure has a report on the pages of that attempt.
    ///
    /// # Errors
    /// The errors of [`Api::sign_in`].
    pub async fn sign_in_with_report(
        &self,
        form: SignIn,
    ) -> Result<WithWarning<view::SignedIn>, FailedSignIn> {
        let (log, provider) = (Arc::new(VisitLog::default()), form.provider.clone());
        let signed_in = self.sign_in_logged(form, Some(Arc::clone(&log))).await;
        signed_in.map_err(|error| {
            let pages = log.pages();
            let provider = self.provider(&provider).ok().filter(|_| !pages.is_empty());
            FailedSignIn { error, report: provider.map(|it| report_on(&pages, it.as_ref())) }
        })
    }

    async fn sign_in_logged(
        &self,
        form: SignIn,
        log: Option<Arc<VisitLog>>,
    ) -> Result<WithWarning<view::SignedIn>, ApiError> {
        let place = if form.keep_password { KeyPlace::Keyring } else { KeyPlace::Public };
        let earlier = earlier_secret(&self.store_with(&place)?, &form)?;
        let account = self.enter(&form.target(), form.password.clone().into(), log).await?;
        let stored = match form.keep_password {
            true => self.store_password(&account, earlier, form.password).await,
            false => Ok(()),
        };
        Ok(WithWarning { outcome: self.signed_in(account)?, warning: stored.err() })
    }

    /// Returns the result of a sign-in to a stored account.
    pub(crate) fn signed_in(&self, account: Account) -> Result<view::SignedIn, ApiError> {
        let context = AccountContext::new(self.clone(), self.store()?, account)?;
        Ok(view::SignedIn::new(context.account.clone(), context.unread_parts()?)?)
    }

    /// Signs in with a credential, and stores the account.
    pub(crate) async fn enter(
        &self,
        target: &SignInTarget,
        key: Credential,
        log: Option<Arc<VisitLog>>,
    ) -> Result<Account, ApiError> {
        let provider = self.provider(&target.provider)?;
        let site = target.site(provider.info())?;
        let mut store = self.store()?;
        let SignInTarget { city, login, .. } = target.clone();
        let form = sync::SignIn { site: site.clone(), city, login };
        let now = self.clock.now();
        let entered = sync::sign_in_logged(&mut store, provider.as_ref(), form, key.clone(), now, log);
        let id = entered
            .await
            .map_err(|error| to_api_error(redact_password(error, &key), provider.as_ref(), &site, None))?;
        Ok(store.account(id)?)
    }

    /// Stores a password, and deletes the one of the same login at another site.
    async fn store_password(
        &self,
        account: &Account,
        earlier: Option<SecretName>,
        password: SecretString,
    ) -> Result<(), ApiError> {
        let name = SecretName::password_of(account);
        if let Some(earlier) = earlier.filter(|earlier| *earlier != name) {
            credentials::delete(&self.secrets, earlier).await.map_err(ApiError::PasswordNotDeleted)?;
        }
        credentials::put(&self.secrets, name, password).await.map_err(ApiError::PasswordNotKept)
    }
}

fn earlier_secret(store: &Store, form: &SignIn) -> Result<Option<SecretName>, ApiError> {
    let is_same = |account: &&Account| account.provider == form.provider && account.login == form.login;
    Ok(store.accounts()?.iter().find(is_same).map(SecretName::key_of))
}
