//! The list of accounts.

use chrono::{DateTime, Utc};

use crate::app::local;
use crate::{AccountContext, Api, ApiError, Language, view};

/// The greatest number of characters in a name, which fits in a row of the list.
const LONGEST_NAME: usize = 40;

impl Api {
    /// Returns the stored accounts, in the order of their first sign-in.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be read.
    pub fn accounts(&self) -> Result<view::Accounts, ApiError> {
        let accounts = self.map_accounts(|context| {
            let status = context.store.refresh_status(context.account.id)?;
            let summary = context.store.summary(context.account.id)?;
            let balance = summary.map(|summary| {
                let is_short = context.next_debit(&summary).is_some_and(|debit| debit.shortfall.is_some());
                (summary.value.balance, is_short || summary.value.balance.is_negative())
            });
            Ok(view::Account::new(context.key(), context.account.clone(), &status, balance))
        });
        Ok(view::Accounts { accounts: accounts? })
    }

    /// Returns the age of an instant in words, by the clock of a provider.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`].
    pub fn age(&self, at: DateTime<Utc>, provider_id: &str, language: Language) -> Result<String, ApiError> {
        let provider = self.provider(provider_id)?;
        let at = local(at, provider.info().time_zone);
        Ok(language.age(at, self.now_at(provider.as_ref())))
    }
}

impl AccountContext {
    /// Stores the customer's name of the account; an empty one erases it.
    ///
    /// A name is cut off behind its fortieth character.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn rename(&mut self, name: &str) -> Result<(), ApiError> {
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        let name = Some(name.as_str()).filter(|name| !name.is_empty());
        Ok(self.store.set_account_name(self.account.id, name)?)
    }
}
