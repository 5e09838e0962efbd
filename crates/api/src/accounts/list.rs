//! The list of accounts.

use chrono::{DateTime, Utc};

use crate::app::local;
use crate::{Api, ApiError, Language, view};

impl Api {
    /// Returns the stored accounts, in the order of their first sign-in.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be read.
    pub fn accounts(&self) -> Result<view::Accounts, ApiError> {
        let accounts = self.map_accounts(|context| {
            let status = context.store.refresh_status(context.account.id)?;
            Ok(view::Account::new(context.key(), context.account.clone(), &status))
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
