//! A portal of HTML pages: a sign-in form, an account page, and a list of months.
//!
//! Not here: any word, address, id or field name of one provider's pages. These words are in the
//! provider's profile.

pub(crate) mod account_page;
pub(crate) mod after_sign_in;
pub(crate) mod city;
pub(crate) mod find_sign_in;
pub(crate) mod form_purpose;
pub(crate) mod list_links;
pub(crate) mod login_step;
pub(crate) mod outage;
pub(crate) mod own_account;
pub(crate) mod page_kind;
pub(crate) mod pages;
pub(crate) mod refusal_words;
pub(crate) mod script_hash;
pub(crate) mod session;
pub(crate) mod session_end;
pub(crate) mod sign_in_form;
pub(crate) mod sign_in_result;
pub(crate) mod statement_link;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use async_trait::async_trait;
use kabinet_domain::{AccountSummary, Month, MonthTotals, Transaction};

use crate::own_thread;
use crate::portal::session::PortalSession;
use crate::{
    Credentials, KnownUrls, Limits, ListedMonth, OpenSession, PortalPage, Profile, Provider, ProviderError,
    ProviderInfo, Session, SignInTarget,
};

/// A provider with a portal of HTML pages.
#[derive(Debug)]
pub struct HtmlPortal {
    profile: Arc<Profile>,
    limits: Limits,
}

impl HtmlPortal {
    /// Creates a provider from its profile and timeouts.
    pub fn new(profile: Arc<Profile>, limits: Limits) -> Self {
        Self { profile, limits }
    }
}

#[async_trait]
impl Provider for HtmlPortal {
    fn info(&self) -> &ProviderInfo {
        &self.profile.info
    }

    fn words(&self) -> Vec<&str> {
        self.profile.labels.words()
    }

    async fn sign_in(
        &self,
        target: &SignInTarget,
        credentials: &Credentials,
    ) -> Result<Box<dyn Session>, ProviderError> {
        let (profile, limits) = (Arc::clone(&self.profile), self.limits);
        let (target, credentials) = (target.clone(), credentials.clone());
        let enter = async move { PortalSession::enter(profile, &target, &credentials, limits).await };
        Ok(Box::new(OnOwnThread(Arc::new(own_thread::run(PortalPage::SignIn, enter).await?))))
    }
}

/// A session that works on threads of its own.
struct OnOwnThread(Arc<PortalSession>);

#[async_trait]
impl Session for OnOwnThread {
    async fn summary(&self) -> Result<AccountSummary, ProviderError> {
        let session = Arc::clone(&self.0);
        own_thread::run(PortalPage::Account, async move { session.summary().await }).await
    }

    async fn months(&self, known: &[MonthTotals]) -> Result<Vec<ListedMonth>, ProviderError> {
        let (session, known) = (Arc::clone(&self.0), known.to_vec());
        own_thread::run(PortalPage::Months, async move { session.months(&known).await }).await
    }

    async fn transactions(&self, month: &ListedMonth) -> Result<Vec<Transaction>, ProviderError> {
        let (session, month) = (Arc::clone(&self.0), month.clone());
        let page = PortalPage::Month(month.totals.month);
        own_thread::run(page, async move { session.transactions(&month).await }).await
    }

    fn unread_months(&self) -> Vec<(Month, ProviderError)> {
        self.0.unread_months()
    }

    fn known_urls(&self) -> KnownUrls {
        self.0.known_urls()
    }

    fn leave_open(&self) -> Option<OpenSession> {
        self.0.leave_open()
    }
}
