//! The first sign-in to an account.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::AccountSummary;
use kabinet_providers::{
    Credential, Credentials, KnownUrls, Provider, ProviderError, Session, SignInTarget, VisitLog,
};
use kabinet_store::{Account, AccountId, NewAccount, Store};
use url::Url;

use crate::SyncError;

/// The site and login of a new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The front page of the provider's site.
    pub site: Url,
    /// The city to choose there; `None` if the site does not ask for one.
    pub city: Option<String>,
    /// The login.
    ///
    /// Empty for a session begun in a browser; the account number takes its place.
    pub login: String,
}

/// Signs in and stores the account with its summary.
///
/// It signs in once more if the session ends before the account page is read. A stored login must
/// still lead to the same account.
///
/// # Errors
/// [`SyncError::Provider`] and [`SyncError::AnotherAccount`], after which nothing is stored, and
/// [`SyncError::Store`].
pub async fn sign_in(
    store: &mut Store,
    provider: &dyn Provider,
    new: SignIn,
    key: impl Into<Credential>,
    now: DateTime<Utc>,
) -> Result<AccountId, SyncError> {
    sign_in_logged(store, provider, new, key, now, None).await
}

/// Signs in as [`sign_in`] does, and records the requested pages in a log.
///
/// # Errors
/// The errors of [`sign_in`].
pub async fn sign_in_logged(
    store: &mut Store,
    provider: &dyn Provider,
    new: SignIn,
    key: impl Into<Credential>,
    now: DateTime<Utc>,
    visit_log: Option<Arc<VisitLog>>,
) -> Result<AccountId, SyncError> {
    let info = provider.info();
    let credentials = Credentials { login: new.login.clone(), key: key.into() };
    let today = now.with_timezone(&info.time_zone).date_naive();
    let target = SignInTarget { visit_log, ..sign_in_target(&new, today) };
    let (session, summary) = match open_session(provider, &target, &credentials).await {
        Err(ProviderError::SessionEnded) => open_session(provider, &target, &credentials).await?,
        entered => entered?,
    };
    let new = new_account(&info.id, new, &summary);
    if let Some(account) = stored_account(store, &new)? {
        SyncError::check_account(&account.number, &summary.account)?;
    }
    let id = store.remember_account(&new)?;
    store.set_in_browser(id, matches!(credentials.key, Credential::Session(_)))?;
    let known_urls = session.known_urls();
    store.set_known_pages(id, known_urls.sign_in.as_ref(), known_urls.months.as_ref())?;
    store.record_summary(id, &summary, now)?;
    Ok(id)
}

async fn open_session(
    provider: &dyn Provider,
    target: &SignInTarget,
    credentials: &Credentials,
) -> Result<(Box<dyn Session>, AccountSummary), ProviderError> {
    let session = provider.sign_in(target, credentials).await?;
    let summary = session.summary().await?;
    Ok((session, summary))
}

fn stored_account(store: &Store, new: &NewAccount) -> Result<Option<Account>, SyncError> {
    let same = |account: &Account| account.provider == new.provider && account.login == new.login;
    Ok(store.accounts()?.into_iter().find(same))
}

/// Returns the target without known addresses: the customer may sign in because they are outdated.
fn sign_in_target(new: &SignIn, today: NaiveDate) -> SignInTarget {
    SignInTarget {
        site: new.site.clone(),
        city: new.city.clone(),
        known_urls: KnownUrls::default(),
        open_session: None,
        today,
        visit_log: None,
    }
}

fn new_account(provider: &str, new: SignIn, summary: &AccountSummary) -> NewAccount {
    NewAccount {
        provider: provider.to_owned(),
        site: new.site,
        city: new.city,
        login: if new.login.is_empty() { summary.account.to_string() } else { new.login },
        number: summary.account.clone(),
    }
}
