//! An account with its database and its provider, opened for one use case.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use kabinet_domain::{AccountKey, AccountSummary};
use kabinet_providers::Provider;
use kabinet_store::{Account, Observed, Store};

use crate::app::local;
use crate::view::Debit;
use crate::{Api, ApiError};

/// An account, opened: every use case of one account is a method of it.
///
/// It holds one connection to the database, so that several questions cost one opening.
pub struct AccountContext {
    pub(crate) api: Api,
    pub(crate) store: Store,
    pub(crate) account: Account,
    key: AccountKey,
    provider: OnceLock<Arc<dyn Provider>>,
}

impl Api {
    /// Opens an account.
    ///
    /// # Errors
    /// [`ApiError::NoAccount`] if none is stored, [`ApiError::UnknownAccount`] if this one is not,
    /// and [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be read.
    pub fn open(&self, key: &AccountKey) -> Result<AccountContext, ApiError> {
        let store = self.store()?;
        let accounts = store.accounts()?;
        let keys = accounts.iter().map(Account::key).collect::<Result<Vec<_>, _>>()?;
        match accounts.into_iter().zip(&keys).find(|(_, stored)| *stored == key) {
            Some((account, _)) => AccountContext::new(self.clone(), store, account),
            None if keys.is_empty() => Err(ApiError::NoAccount),
            None => Err(ApiError::UnknownAccount {
                login: key.login().to_owned(),
                kept: keys.iter().map(ToString::to_string).collect(),
            }),
        }
    }

    /// Calls `use_account` for every stored account, with one opening of the database.
    ///
    /// Creates no database if there is none.
    pub(crate) fn map_accounts<T>(
        &self,
        mut use_account: impl FnMut(&mut AccountContext) -> Result<T, ApiError>,
    ) -> Result<Vec<T>, ApiError> {
        if !self.has_database()? {
            return Ok(Vec::new());
        }
        let mut store = self.store()?;
        let mut results = Vec::new();
        for account in store.accounts()? {
            let mut context = AccountContext::new(self.clone(), store, account)?;
            results.push(use_account(&mut context)?);
            store = context.store;
        }
        Ok(results)
    }
}

impl AccountContext {
    /// Opens a stored account.
    ///
    /// # Errors
    /// [`ApiError::Database`] if its provider or its login is none.
    pub(crate) fn new(api: Api, store: Store, account: Account) -> Result<Self, ApiError> {
        let key = account.key()?;
        Ok(Self { api, store, account, key, provider: OnceLock::new() })
    }

    /// Returns the key of the account.
    pub fn key(&self) -> AccountKey {
        self.key.clone()
    }

    /// Returns true if the customer signs in to the account in a browser.
    pub fn is_in_browser(&self) -> bool {
        self.account.in_browser
    }

    /// Returns the provider, looked up once.
    ///
    /// Only use cases that need it request it: the stored data are shown also while the provider's
    /// description file is damaged.
    pub(crate) fn provider(&self) -> Result<Arc<dyn Provider>, ApiError> {
        if let Some(provider) = self.provider.get() {
            return Ok(Arc::clone(provider));
        }
        let provider = self.api.provider(&self.account.provider)?;
        Ok(Arc::clone(self.provider.get_or_init(|| provider)))
    }

    /// Returns the current time at the provider.
    pub(crate) fn now(&self) -> Result<NaiveDateTime, ApiError> {
        Ok(self.api.now_at(self.provider()?.as_ref()))
    }

    /// Returns the current day at the provider.
    pub(crate) fn today(&self) -> Result<NaiveDate, ApiError> {
        Ok(self.now()?.date())
    }

    /// Returns the day of an instant at the provider.
    pub(crate) fn read_on(&self, instant: DateTime<Utc>) -> Result<NaiveDate, ApiError> {
        Ok(local(instant, self.provider()?.info().time_zone).date())
    }

    /// Returns the account page as it was last read.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`] if it was never read.
    pub(crate) fn summary(&self) -> Result<Observed<AccountSummary>, ApiError> {
        self.store.summary(self.account.id)?.ok_or_else(|| self.nothing_read())
    }

    /// Returns the next debit; `None` if there is none, or while the description cannot be read.
    pub(crate) fn next_debit(&self, summary: &Observed<AccountSummary>) -> Option<Debit> {
        let read_on = self.read_on(summary.read_at).ok()?;
        Debit::new(&summary.value, read_on, self.today().ok()?)
    }

    pub(crate) fn nothing_read(&self) -> ApiError {
        ApiError::NothingRead { login: self.account.login.clone() }
    }
}
