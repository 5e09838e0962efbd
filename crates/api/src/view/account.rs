//! Accounts, sign-in and sign-out.

use chrono::{DateTime, Utc};
use kabinet_domain::{AccountKey, AccountNumber, Money};
use kabinet_store::{RefreshStatus, StoreError};
use serde::Serialize;
use ts_rs::TS;
use url::Url;

use crate::view::{Failure, LastError, UnreadParts};

/// The stored accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accounts {
    /// The accounts in the order of their first sign-in.
    pub accounts: Vec<Account>,
}

/// A stored account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Account {
    /// The account.
    pub key: AccountKey,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// The city chosen on its site.
    pub city: Option<String>,
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The name that the customer gave it.
    pub name: Option<String>,
    /// The balance as it was last read; null if it never was.
    #[ts(as = "Option<String>")]
    pub balance: Option<Money>,
    /// True if the balance does not cover the next debit.
    pub short: bool,
    /// The front page of its site.
    #[ts(as = "String")]
    pub site: Url,
    /// True if the customer signs in to it in a browser, and no password is stored.
    pub browser: bool,
    /// The time of the last full refresh; null if there was none.
    pub last_success: Option<DateTime<Utc>>,
    /// The failure since then, if any.
    pub last_error: Option<LastError>,
}

/// The result of a sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedIn {
    /// The account.
    #[serde(skip)]
    pub key: AccountKey,
    /// The account number.
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// The parts of the site that were not read.
    #[serde(flatten)]
    pub unread: UnreadParts,
}

/// The result of a sign-in, with its warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SignedIn")]
pub struct SignedInView {
    /// The account.
    pub key: AccountKey,
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// A failure that did not undo the sign-in.
    pub warning: Option<Failure>,
}

/// The result of a sign-out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedOut {
    /// The account number.
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// True if its data were erased too.
    pub forgotten: bool,
}

impl Account {
    pub(crate) fn new(
        key: AccountKey,
        account: kabinet_store::Account,
        status: &RefreshStatus,
        balance: Option<(Money, bool)>,
    ) -> Self {
        Self {
            key,
            login: account.login,
            provider: account.provider,
            city: account.city,
            account: account.number,
            name: account.name,
            balance: balance.map(|(balance, _)| balance),
            short: balance.is_some_and(|(_, is_short)| is_short),
            site: account.site,
            browser: account.in_browser,
            last_success: status.succeeded_at,
            last_error: LastError::since_success(status),
        }
    }
}

impl SignedIn {
    pub(crate) fn new(account: kabinet_store::Account, unread: UnreadParts) -> Result<Self, StoreError> {
        let key = account.key()?;
        Ok(Self { key, account: account.number, login: account.login, provider: account.provider, unread })
    }
}

impl SignedInView {
    /// Creates the result of a sign-in with its warning.
    pub fn new(signed_in: SignedIn, warning: Option<Failure>) -> Self {
        let SignedIn { key, account, login, provider, unread: _ } = signed_in;
        Self { key, account, login, provider, warning }
    }
}

impl SignedOut {
    pub(crate) fn new(account: kabinet_store::Account, forgotten: bool) -> Self {
        Self { account: account.number, login: account.login, provider: account.provider, forgotten }
    }
}
