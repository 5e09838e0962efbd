use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::Summary;
use kabinet_providers::{Credentials, Entrance, Key, Provider, ProviderError, Session, Trail};
use kabinet_store::{Account, AccountId, NewAccount, Store};
use url::Url;

use crate::SyncError;

/// Where a customer signs in, and by which login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The front page of the provider's site.
    pub site: Url,
    /// The city to choose there.
    pub city: Option<String>,
    /// The login; if it is empty, the account number will be it, because no form was filled in.
    pub login: String,
}

/// Signs in, once more if the session ends before the account page is seen, and remembers the
/// account with what its account page shows. A login that is remembered already must still lead to
/// the same account.
///
/// # Errors
/// [`SyncError::Provider`] and [`SyncError::AnotherAccount`], which leave no trace, and
/// [`SyncError::Store`].
pub async fn sign_in(
    store: &mut Store,
    provider: &dyn Provider,
    new: SignIn,
    key: impl Into<Key>,
    now: DateTime<Utc>,
) -> Result<AccountId, SyncError> {
    let declaration = provider.declaration();
    let credentials = Credentials { login: new.login.clone(), key: key.into() };
    let today = now.with_timezone(&declaration.time_zone).date_naive();
    let entrance = entrance(&new, today);
    let (session, summary) = match enter(provider, &entrance, &credentials).await {
        Err(ProviderError::SessionEnded) => enter(provider, &entrance, &credentials).await?,
        entered => entered?,
    };
    let new = new_account(&declaration.id, new, &summary);
    if let Some(account) = remembered(store, &new)? {
        SyncError::unless_same(&account.number, &summary.account)?;
    }
    let id = store.remember_account(&new)?;
    store.set_in_browser(id, matches!(credentials.key, Key::Begun(_)))?;
    let trail = session.trail();
    store.set_trail(id, trail.sign_in.as_ref(), trail.months.as_ref())?;
    store.record_summary(id, &summary, now)?;
    Ok(id)
}

async fn enter(
    provider: &dyn Provider,
    entrance: &Entrance,
    credentials: &Credentials,
) -> Result<(Box<dyn Session>, Summary), ProviderError> {
    let session = provider.sign_in(entrance, credentials).await?;
    let summary = session.summary().await?;
    Ok((session, summary))
}

fn remembered(store: &Store, new: &NewAccount) -> Result<Option<Account>, SyncError> {
    let same = |account: &Account| account.provider == new.provider && account.login == new.login;
    Ok(store.accounts()?.into_iter().find(same))
}

/// Without a trail: somebody who signs in may be doing so because the old one leads nowhere.
fn entrance(new: &SignIn, today: NaiveDate) -> Entrance {
    Entrance { site: new.site.clone(), city: new.city.clone(), trail: Trail::default(), today, journal: None }
}

fn new_account(provider: &str, new: SignIn, summary: &Summary) -> NewAccount {
    NewAccount {
        provider: provider.to_owned(),
        site: new.site,
        city: new.city,
        login: if new.login.is_empty() { summary.account.to_string() } else { new.login },
        number: summary.account.clone(),
    }
}
