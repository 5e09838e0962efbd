//! Signing out.

use kabinet_store::{AccountId, Store};

use crate::accounts::credentials;
use crate::{AccountContext, Api, ApiError, SecretName, WithWarning, view};

impl AccountContext {
    /// Deletes the account's credentials from the keyring and, with `forget`, its data.
    ///
    /// With the last account the database is removed too.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the data cannot be erased. Credentials
    /// that cannot be deleted are a warning.
    pub async fn sign_out(self, forget: bool) -> Result<WithWarning<view::SignedOut>, ApiError> {
        self.api.open_sessions.forget(&self.key());
        let Self { api, store, account, .. } = self;
        let deleted = credentials::delete(&api.secrets, SecretName::key_of(&account)).await;
        if forget {
            erase(&api, store, account.id)?;
        }
        Ok(WithWarning {
            outcome: view::SignedOut::new(account, forget),
            warning: deleted.err().map(ApiError::PasswordNotDeleted),
        })
    }
}

/// Erases the data of an account, also from the automatic copies.
fn erase(api: &Api, mut store: Store, id: AccountId) -> Result<(), ApiError> {
    api.erase_copies()?;
    store.forget(id)?;
    if store.accounts()?.is_empty() {
        drop(store);
        return api.erase_database();
    }
    api.renew_copies(&mut store)
}
