//! The interface to a provider and to a session with its portal.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::NaiveDate;
use chrono_tz::Tz;
use kabinet_domain::{AccountSummary, Month, MonthMarks, MonthTotals, Transaction};
use kabinet_extract::Request;
use kabinet_extract::error::Missing;
use kabinet_extract::statement::candidate::Candidates;
use secrecy::SecretString;
use url::Url;

use crate::{BrowserSession, OpenSession, ProviderError, VisitLog};

/// Facts about a provider known before the first request.
#[derive(Debug, Clone)]
pub struct ProviderInfo {
    /// Its stable id, as in `--provider`.
    pub id: String,
    /// Its name as customers know it.
    pub name: String,
    /// The address of its front page.
    pub site: Url,
    /// The cities that its site offers; empty if it does not ask for one.
    pub cities: Vec<String>,
    /// The time zone of the dates in its statements.
    pub time_zone: Tz,
    /// The phone number of its support.
    pub support_phone: String,
}

/// A login with the credential for it.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The login.
    pub login: String,
    /// The password or session.
    pub key: Credential,
}

/// A password or a session begun in a browser.
#[derive(Debug, Clone)]
pub enum Credential {
    /// The password to the login.
    Password(SecretString),
    /// A session that the customer began in a browser.
    Session(BrowserSession),
}

impl From<SecretString> for Credential {
    fn from(password: SecretString) -> Self {
        Self::Password(password)
    }
}

/// The portal to sign in to.
#[derive(Debug, Clone)]
pub struct SignInTarget {
    /// The address of the site's front page.
    pub site: Url,
    /// The city to choose; `None` if the site does not ask for one.
    pub city: Option<String>,
    /// Addresses learned on an earlier visit.
    pub known_urls: KnownUrls,
    /// The session that the last visit left open; `None` to sign in anew.
    pub open_session: Option<OpenSession>,
    /// The current date at the provider.
    ///
    /// Dates without a year are near it.
    pub today: NaiveDate,
    /// The log that records every page, for diagnostics; `None` to record nothing.
    pub visit_log: Option<Arc<VisitLog>>,
}

/// Addresses learned on an earlier visit, which save requests.
///
/// They hold no secret. A wrong one costs only the requests that it was to save.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownUrls {
    /// The page with the sign-in form; `None` if unknown.
    pub sign_in: Option<Url>,
    /// The page with the list of months; `None` if unknown.
    pub months: Option<Url>,
}

/// A provider whose portal can be read.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Returns the facts about it.
    fn info(&self) -> &ProviderInfo;

    /// Returns the words of its labels, which a redacted report leaves readable.
    fn words(&self) -> Vec<&str>;

    /// Signs in once, or continues an open session or one begun in a browser.
    ///
    /// An open session that is over is no failure: the password is used then. A refused password is
    /// never tried again.
    ///
    /// # Errors
    /// Every [`ProviderError`]. `SessionEnded` if the form had expired or the session ended at once;
    /// `NeedsBrowser` with `SessionOver` if the session begun in a browser is over.
    async fn sign_in(
        &self,
        target: &SignInTarget,
        credentials: &Credentials,
    ) -> Result<Box<dyn Session>, ProviderError>;
}

/// A signed-in session with a portal.
///
/// Its requests may run concurrently; the HTTP client bounds their number.
#[async_trait]
pub trait Session: Send + Sync {
    /// Reads the account page.
    ///
    /// # Errors
    /// Every [`ProviderError`] but `BadCredentials`.
    async fn summary(&self) -> Result<AccountSummary, ProviderError>;

    /// Reads the list of months, newest first.
    ///
    /// The list may stop early at months that are in `known` with the same totals. With nothing known
    /// it is read to its end.
    ///
    /// # Errors
    /// Every [`ProviderError`] but `BadCredentials`.
    async fn months(&self, known: &[MonthTotals]) -> Result<Vec<ListedMonth>, ProviderError>;

    /// Reads the transactions of one of [`Session::months`], oldest first.
    ///
    /// # Errors
    /// Every [`ProviderError`] but `BadCredentials`.
    async fn transactions(&self, month: &ListedMonth) -> Result<Vec<Transaction>, ProviderError>;

    /// Returns the months whose rows in the list could not be read, each with the reason.
    ///
    /// They are known after [`Session::months`].
    fn unread_months(&self) -> Vec<(Month, ProviderError)> {
        Vec::new()
    }

    /// Returns the addresses learned so far.
    fn known_urls(&self) -> KnownUrls;

    /// Returns the session for the next visit.
    ///
    /// `None` if its pages do not show whether it is over.
    fn leave_open(&self) -> Option<OpenSession> {
        None
    }
}

/// A listed month, valid only for the session that listed it.
#[derive(Debug, Clone)]
pub struct ListedMonth {
    /// Its totals.
    pub totals: MonthTotals,
    /// The origin and the precision of its figures.
    pub marks: MonthMarks,
    pub(crate) source: MonthSource,
}

/// The place of a month's transactions.
#[derive(Debug, Clone)]
pub(crate) enum MonthSource {
    /// Beside the list of months.
    Inline(Result<Candidates, Vec<Missing>>),
    /// Behind a link.
    Link(Request),
    /// In a list without months.
    Derived(Result<Vec<Transaction>, Vec<Missing>>),
}
