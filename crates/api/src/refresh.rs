use kabinet_providers::{Provider, ProviderError};
use kabinet_store::{Account, Store};
use kabinet_sync::{self as sync, Scope, SyncError, Watch};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::kabinet::{local, provider};
use crate::{ApiError, Cabinet, Kabinet, KeptData, SecretName, secrets, wire};

/// The password of a refresh.
#[derive(Debug, Clone)]
pub struct Password {
    secret: SecretString,
    is_kept: bool,
}

impl Password {
    /// One that the person gave.
    pub fn given(secret: SecretString) -> Self {
        Self { secret, is_kept: false }
    }
}

impl Kabinet {
    /// The password that the keyring keeps of an account.
    ///
    /// # Errors
    /// [`ApiError::PasswordNeeded`] if it keeps none, or cannot be asked.
    pub async fn kept_password(&self, account: &Account) -> Result<Password, ApiError> {
        match secrets::get(&self.secrets, SecretName::password_of(account)).await {
            Ok(secret) => Ok(Password { secret, is_kept: true }),
            Err(why) => Err(ApiError::PasswordNeeded { login: account.login.clone(), why }),
        }
    }

    /// Has the keyring keep a password with which an account was read.
    ///
    /// # Errors
    /// [`ApiError::PasswordNotKept`].
    pub async fn remember_password(&self, account: &Account, password: SecretString) -> Result<(), ApiError> {
        let name = SecretName::password_of(account);
        secrets::put(&self.secrets, name, password).await.map_err(ApiError::PasswordNotKept)
    }

    /// Reads what is new in an account's cabinet. A kept password that the site refuses is deleted,
    /// so that nothing tries it again and locks the cabinet.
    ///
    /// # Errors
    /// [`ApiError::Cabinet`], [`ApiError::AnotherAccount`], [`ApiError::Cancelled`], and those of
    /// the database and its folder.
    pub async fn refresh(
        &self,
        account: &Account,
        password: Password,
        scope: Scope,
        watch: &Watch,
    ) -> Result<wire::Refreshed, ApiError> {
        let provider = provider(&account.provider)?;
        let Password { secret, is_kept } = password;
        let mut store = self.store()?;
        let now = self.clock.now();
        let refreshed =
            sync::refresh(&mut store, provider.as_ref(), account.id, secret.clone(), now, scope, watch).await;
        if is_kept && is_refused(&refreshed) {
            // One that cannot be deleted cannot be read either: it is not tried again.
            let _ = secrets::delete(&self.secrets, SecretName::password_of(account)).await;
        }
        let refreshed = refreshed.map_err(|error| {
            let kept = self.kept_data(&store, account, provider.as_ref());
            explained(without_echo(error, &secret), provider.as_ref(), &account.site, kept)
        })?;
        Ok(wire::Refreshed {
            account: account.number.clone(),
            login: account.login.clone(),
            months_read: refreshed.months_read,
            new_entries: refreshed.new_entries,
        })
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

/// A site may repeat what was typed.
pub(crate) fn without_echo(error: SyncError, password: &SecretString) -> SyncError {
    if let SyncError::Provider(ProviderError::BadCredentials { said: Some(said) }) = &error
        && said.contains(password.expose_secret())
    {
        return SyncError::Provider(ProviderError::BadCredentials { said: None });
    }
    error
}

pub(crate) fn explained(
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
