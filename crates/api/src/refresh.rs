use kabinet_providers::{Provider, ProviderError};
use kabinet_store::{Account, Store};
use kabinet_sync::{self as sync, Scope, SyncError, Watch};
use secrecy::SecretString;
use url::Url;

use crate::kabinet::{local, provider};
use crate::{ApiError, Cabinet, Kabinet, KeptData, SecretName, secrets, wire};

/// Where the password of a refresh comes from.
#[derive(Debug, Clone)]
pub enum Password {
    /// The keyring has it.
    Kept,
    /// The person gave it.
    Given(SecretString),
}

impl Kabinet {
    /// Reads what is new in an account's cabinet. A kept password that the site refuses is deleted,
    /// so that nothing tries it again and locks the cabinet.
    ///
    /// # Errors
    /// [`ApiError::PasswordNeeded`], [`ApiError::Cabinet`], [`ApiError::AnotherAccount`],
    /// [`ApiError::Cancelled`], and those of the database and its folder.
    pub async fn refresh(
        &self,
        account: &Account,
        password: Password,
        scope: Scope,
        watch: &Watch,
    ) -> Result<wire::Refreshed, ApiError> {
        let provider = provider(&account.provider)?;
        let is_kept = matches!(password, Password::Kept);
        let password = self.password(account, password).await?;
        let mut store = self.store()?;
        let now = self.clock.now();
        let refreshed =
            sync::refresh(&mut store, provider.as_ref(), account.id, password, now, scope, watch).await;
        if is_kept && is_refused(&refreshed) {
            // One that cannot be deleted cannot be read either: it is not tried again.
            let _ = secrets::delete(&self.secrets, SecretName::password_of(account)).await;
        }
        let refreshed = refreshed.map_err(|error| {
            let kept = self.kept_data(&store, account, provider.as_ref());
            self.explained(error, provider.as_ref(), &account.site, kept)
        })?;
        Ok(wire::Refreshed {
            account: account.number.clone(),
            login: account.login.clone(),
            months_read: refreshed.months_read,
            new_entries: refreshed.new_entries,
        })
    }

    async fn password(&self, account: &Account, password: Password) -> Result<SecretString, ApiError> {
        match password {
            Password::Given(password) => Ok(password),
            Password::Kept => secrets::get(&self.secrets, SecretName::password_of(account))
                .await
                .map_err(|why| ApiError::PasswordNeeded { login: account.login.clone(), why }),
        }
    }

    pub(crate) fn explained(
        &self,
        error: SyncError,
        provider: &dyn Provider,
        site: &Url,
        kept: Option<KeptData>,
    ) -> ApiError {
        match error {
            SyncError::Provider(error) => {
                let cabinet = Cabinet { provider: provider.declaration().clone(), site: site.clone() };
                ApiError::Cabinet { cabinet: Box::new(cabinet), error, kept }
            }
            SyncError::Store(error) => ApiError::Database(error),
            SyncError::AnotherAccount { stored, shown } => ApiError::AnotherAccount { stored, shown },
            SyncError::Cancelled => ApiError::Cancelled,
        }
    }

    fn kept_data(&self, store: &Store, account: &Account, provider: &dyn Provider) -> Option<KeptData> {
        let kept = store.summary(account.id).ok()??;
        let read_on = local(kept.read_at, provider.declaration().time_zone).date();
        Some(KeptData { read_on, today: self.now_at(provider).date() })
    }
}

fn is_refused<T>(refreshed: &Result<T, SyncError>) -> bool {
    matches!(refreshed, Err(SyncError::Provider(ProviderError::BadCredentials { .. })))
}
