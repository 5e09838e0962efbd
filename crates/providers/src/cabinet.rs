use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use chrono_tz::Tz;
use kabinet_domain::{Entry, MonthTotals, Summary};
use secrecy::SecretString;
use url::Url;

use crate::page::Ask;
use crate::page::ledger::Operations;
use crate::{Journal, ProviderError};

/// What is known of a provider before its site is asked anything.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Its stable name, as in `--provider`.
    pub id: String,
    /// Its name as customers know it.
    pub name: String,
    /// The address of its front page.
    pub site: Url,
    /// The cities that its site offers; empty if it asks for none.
    pub cities: Vec<String>,
    /// The time zone in which its ledger's days begin.
    pub time_zone: Tz,
    /// The phone number of its support.
    pub support_phone: String,
}

/// Who comes, and with what.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The login.
    pub login: String,
    /// What opens the cabinet to them.
    pub key: Key,
}

/// What opens a cabinet.
#[derive(Debug, Clone)]
pub enum Key {
    /// The password to the login.
    Password(SecretString),
    /// A session that the customer began in a browser.
    Begun(BegunSession),
}

/// A session that was begun in a browser, where the site lets no program in.
#[derive(Debug, Clone)]
pub struct BegunSession {
    /// The page that the browser shows.
    pub page: Url,
    /// Its cookies, each as in a `Set-Cookie` header of the site.
    pub cookies: Vec<SecretString>,
}

impl From<SecretString> for Key {
    fn from(password: SecretString) -> Self {
        Self::Password(password)
    }
}

/// How to come to the cabinet.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// The address of the site's front page.
    pub site: Url,
    /// The city to choose, if the site asks for one.
    pub city: Option<String>,
    /// What an earlier visit learned of the way.
    pub trail: Trail,
    /// The day at the provider: dates shown without a year are near it.
    pub today: NaiveDate,
    /// Where every page is written down, for those who ask how the cabinet is read.
    pub journal: Option<Arc<Journal>>,
}

/// Addresses learned on an earlier visit that save walking the whole way again. They hold no
/// secret, and one that has become wrong only costs the requests that it was to save.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// The page with the sign-in form.
    pub sign_in: Option<Url>,
    /// The page with the list of months.
    pub months: Option<Url>,
}

/// A provider's cabinet: HTML pages with months, or an API with flat lists of operations.
#[async_trait]
pub trait Provider: Send + Sync {
    /// What is known of it beforehand.
    fn declaration(&self) -> &Declaration;

    /// The words that its cabinet is known to say: a report of its pages shows them as they are.
    fn words(&self) -> Vec<&str>;

    /// Signs in once, and never tries a refused password again; or goes on with a session that was
    /// begun in a browser.
    ///
    /// # Errors
    /// Every [`ProviderError`]; `SessionEnded` if the form had lapsed, or the session did at once;
    /// `NeedsBrowser` with `SessionOver` if the session begun in a browser is no longer good.
    async fn sign_in(
        &self,
        entrance: &Entrance,
        credentials: &Credentials,
    ) -> Result<Box<dyn Session>, ProviderError>;
}

/// A signed-in customer's view of the cabinet. Its requests may run side by side; the client
/// bounds how many do.
#[async_trait]
pub trait Session: Send + Sync {
    /// What the account page shows.
    ///
    /// # Errors
    /// Every [`ProviderError`] but `BadCredentials`.
    async fn summary(&self) -> Result<Summary, ProviderError>;

    /// The months that the cabinet lists, newest first. The list may stop early once it has come
    /// to months that are all in `known` as they are; with nothing known it is read to its end.
    ///
    /// # Errors
    /// Every [`ProviderError`] but `BadCredentials`.
    async fn months(&self, known: &[MonthTotals]) -> Result<Vec<ListedMonth>, ProviderError>;

    /// The operations of one of [`Session::months`], oldest first.
    ///
    /// # Errors
    /// Every [`ProviderError`] but `BadCredentials`.
    async fn entries(&self, month: &ListedMonth) -> Result<Vec<Entry>, ProviderError>;

    /// What this visit has learned of the way so far.
    fn trail(&self) -> Trail;
}

/// A month in the cabinet's list. Good only for the session that listed it.
#[derive(Debug, Clone)]
pub struct ListedMonth {
    /// Its figures.
    pub totals: MonthTotals,
    pub(crate) whereabouts: Whereabouts,
}

/// Where a month's operations are.
#[derive(Debug, Clone)]
pub(crate) enum Whereabouts {
    /// They stood beside the list.
    Here(Operations),
    /// They are shown when asked for.
    Behind(Ask),
}
