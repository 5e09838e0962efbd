//! Signing out.

use crate::accounts::credentials;
use crate::{AccountContext, ApiError, SecretName, WithWarning, view};

impl AccountContext {
    /// Deletes the account's credentials from the keyring and, with `forget`, its data.
    ///
    /// With the last account the database is removed too.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the data cannot be erased. Credentials
    /// that cannot be deleted are a warning.
    pub async fn sign_out(mut self, forget: bool) -> Result<WithWarning<view::SignedOut>, ApiError> {
        let name = SecretName::key_of(&self.account);
        let deleted = credentials::delete(&self.api.secrets, name).await;
        if forget {
            self.store.forget(self.account.id)?;
        }
        let Self { api, store, account, .. } = self;
        let is_empty = forget && store.accounts()?.is_empty();
        drop(store);
        if is_empty {
            api.erase_database()?;
        }
        Ok(WithWarning {
            outcome: view::SignedOut::new(account, forget),
            warning: deleted.err().map(ApiError::PasswordNotDeleted),
        })
    }
}
