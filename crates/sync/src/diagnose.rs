//! Diagnostic walk through a portal.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use kabinet_providers::{
    Credential, Credentials, KnownUrls, ListedMonth, Provider, ProviderError, SignInTarget, VisitLog,
    VisitedPage,
};

use crate::SignIn;

/// The pages of a diagnostic walk.
#[derive(Debug)]
pub struct Diagnosis {
    /// The pages, in order.
    pub pages: Vec<VisitedPage>,
    /// The error that ended the walk; `None` if it reached its end.
    pub failure: Option<ProviderError>,
}

/// The number of newest months to read; older months look alike.
const MONTHS: usize = 3;

/// Walks through the portal of a login once without stored addresses, and stores nothing.
///
/// It does not repeat requests that a refresh would repeat.
pub async fn diagnose(
    provider: &dyn Provider,
    target: &SignIn,
    key: impl Into<Credential>,
    now: DateTime<Utc>,
) -> Diagnosis {
    let visit_log = Arc::new(VisitLog::default());
    let visited = SignInTarget {
        site: target.site.clone(),
        city: target.city.clone(),
        known_urls: KnownUrls::default(),
        open_session: None,
        today: now.with_timezone(&provider.info().time_zone).date_naive(),
        visit_log: Some(Arc::clone(&visit_log)),
    };
    let credentials = Credentials { login: target.login.clone(), key: key.into() };
    let walked = walk(provider, &visited, &credentials).await;
    Diagnosis { pages: visit_log.pages(), failure: walked.err() }
}

async fn walk(
    provider: &dyn Provider,
    target: &SignInTarget,
    credentials: &Credentials,
) -> Result<(), ProviderError> {
    let session = provider.sign_in(target, credentials).await?;
    session.summary().await?;
    let listed: Vec<ListedMonth> = session.months(&[]).await?;
    for month in listed.iter().take(MONTHS) {
        session.transactions(month).await?;
    }
    Ok(())
}
