use chrono::{DateTime, Utc};
use kabinet_store::{Account, RefreshStatus, Store};

use crate::kabinet::local;
use crate::wire::{self, LastError};
use crate::{ApiError, Kabinet, Language};

impl Kabinet {
    /// The accounts that are kept.
    ///
    /// # Errors
    /// Those of the database and its folder.
    pub fn accounts(&self) -> Result<wire::Accounts, ApiError> {
        let kept = self.kept_accounts()?.into_iter();
        let accounts = kept.map(|account| shown(&self.store()?, account));
        Ok(wire::Accounts { accounts: accounts.collect::<Result<_, _>>()? })
    }

    /// How long ago an instant was, as its provider's clocks tell it.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`].
    pub fn age(&self, at: DateTime<Utc>, provider_id: &str, language: Language) -> Result<String, ApiError> {
        let provider = self.provider(provider_id)?;
        let at = local(at, provider.declaration().time_zone);
        Ok(language.age(at, self.now_at(provider.as_ref())))
    }

    /// The account of that login, or of that `provider/login`; the only one if none is given.
    ///
    /// # Errors
    /// [`ApiError::NoAccount`], [`ApiError::UnknownAccount`], [`ApiError::WhichAccount`], and those
    /// of the database and its folder.
    pub fn chosen_one(&self, login: Option<&str>) -> Result<Account, ApiError> {
        self.account(&self.store()?, login)
    }

    /// The account of that login, or of that `provider/login`; every account if none is given.
    ///
    /// # Errors
    /// [`ApiError::NoAccount`], [`ApiError::UnknownAccount`], [`ApiError::WhichAccount`], and those
    /// of the database and its folder.
    pub fn chosen(&self, login: Option<&str>) -> Result<Vec<Account>, ApiError> {
        if login.is_some() {
            return Ok(vec![self.account(&self.store()?, login)?]);
        }
        let kept = self.kept_accounts()?;
        if kept.is_empty() { Err(ApiError::NoAccount) } else { Ok(kept) }
    }
}

fn shown(store: &Store, account: Account) -> Result<wire::Account, ApiError> {
    let status = store.refresh_status(account.id)?;
    Ok(wire::Account {
        login: account.login,
        provider: account.provider,
        city: account.city,
        account: account.number,
        site: account.site,
        browser: account.in_browser,
        last_success: status.succeeded_at,
        last_error: error_since_success(status),
    })
}

pub(crate) fn error_since_success(status: RefreshStatus) -> Option<LastError> {
    let succeeded_at = status.succeeded_at;
    status
        .last_error
        .filter(|failure| succeeded_at.is_none_or(|succeeded_at| succeeded_at < failure.at))
        .map(|failure| LastError { code: failure.code, at: failure.at })
}
