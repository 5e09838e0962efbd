use std::sync::Arc;

use chrono::{DateTime, Utc};
use kabinet_providers::{
    Credentials, Entrance, Journal, Key, ListedMonth, Provider, ProviderError, SeenPage, Trail,
};
use kabinet_store::Account;

/// How a cabinet was read, page by page.
#[derive(Debug)]
pub struct Diagnosis {
    /// The pages, in the order in which they came.
    pub pages: Vec<SeenPage>,
    /// Why the way ended early.
    pub failure: Option<ProviderError>,
}

/// Months whose pages are looked at: the newest, because the others look like them.
const MONTHS: usize = 3;

/// Walks the whole way through an account's cabinet once, as somebody would who has never been
/// there, and keeps nothing of it. What a refresh would try a second time is not tried again here.
pub async fn diagnose(
    provider: &dyn Provider,
    account: &Account,
    key: impl Into<Key>,
    now: DateTime<Utc>,
) -> Diagnosis {
    let journal = Arc::new(Journal::default());
    let entrance = Entrance {
        site: account.site.clone(),
        city: account.city.clone(),
        trail: Trail::default(),
        today: now.with_timezone(&provider.declaration().time_zone).date_naive(),
        journal: Some(Arc::clone(&journal)),
    };
    let credentials = Credentials { login: account.login.clone(), key: key.into() };
    let walked = walk(provider, &entrance, &credentials).await;
    Diagnosis { pages: journal.pages(), failure: walked.err() }
}

async fn walk(
    provider: &dyn Provider,
    entrance: &Entrance,
    credentials: &Credentials,
) -> Result<(), ProviderError> {
    let session = provider.sign_in(entrance, credentials).await?;
    session.summary().await?;
    let listed: Vec<ListedMonth> = session.months(&[]).await?;
    for month in listed.iter().take(MONTHS) {
        session.entries(month).await?;
    }
    Ok(())
}
