use crate::{ApiError, Done, Kabinet, SecretName, secrets, wire};

impl Kabinet {
    /// Deletes an account's password, or its session, from the keyring and, with `forget`, everything that was read
    /// of it; with the last account the database goes too.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub async fn sign_out(
        &self,
        login: Option<&str>,
        forget: bool,
    ) -> Result<Done<wire::SignedOut>, ApiError> {
        let account = self.account(&self.store()?, login)?;
        let deleted = secrets::delete(&self.secrets, SecretName::key_of(&account)).await;
        if forget {
            self.forget(&account)?;
        }
        Ok(Done {
            outcome: wire::SignedOut {
                account: account.number,
                login: account.login,
                provider: account.provider,
                forgotten: forget,
            },
            warning: deleted.err().map(ApiError::PasswordNotDeleted),
        })
    }

    fn forget(&self, account: &kabinet_store::Account) -> Result<(), ApiError> {
        let mut store = self.store()?;
        store.forget(account.id)?;
        let was_last = store.accounts()?.is_empty();
        drop(store);
        if was_last { self.erase() } else { Ok(()) }
    }
}
