use kabinet_providers::{BrowserReason, Key, Provider, ProviderError};
use kabinet_store::{Account, Store};
use kabinet_sync::{self as sync, Scope, SyncError, Watch};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::kabinet::local;
use crate::{ApiError, Cabinet, Kabinet, KeptData, SecretName, begun, secrets, wire};

/// What a refresh comes to the cabinet with.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) key: Key,
    pub(crate) is_kept: bool,
}

impl Access {
    /// By a password that the person gave.
    pub fn given(password: SecretString) -> Self {
        Self { key: Key::Password(password), is_kept: false }
    }
}

impl Kabinet {
    /// By what the keyring keeps of an account: its password, or the session that was begun in a
    /// browser.
    ///
    /// # Errors
    /// [`ApiError::PasswordNeeded`] if it keeps none, or cannot be asked, and [`ApiError::Cabinet`]
    /// with `NeedsBrowser` if it keeps no session of an account that has no password.
    pub async fn kept_access(&self, account: &Account) -> Result<Access, ApiError> {
        let kept = secrets::get(&self.secrets, SecretName::key_of(account)).await;
        let key = match (kept, account.in_browser) {
            (Ok(password), false) => Some(Key::Password(password)),
            (Ok(session), true) => begun::read(&session).map(Key::Begun),
            (Err(_), true) => None,
            (Err(why), false) => {
                return Err(ApiError::PasswordNeeded { login: account.login.clone(), why });
            }
        };
        let key = key.ok_or_else(|| self.session_over(account))?;
        Ok(Access { key, is_kept: true })
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
    /// so that nothing tries it again and locks the cabinet; so is a session that is over.
    ///
    /// # Errors
    /// [`ApiError::Cabinet`], [`ApiError::AnotherAccount`], [`ApiError::Cancelled`], and those of
    /// the database and its folder.
    pub async fn refresh(
        &self,
        account: &Account,
        access: Access,
        scope: Scope,
        watch: &Watch,
    ) -> Result<wire::Refreshed, ApiError> {
        let provider = self.provider(&account.provider)?;
        let Access { key, is_kept } = access;
        let mut store = self.store()?;
        let now = self.clock.now();
        let refreshed =
            sync::refresh(&mut store, provider.as_ref(), account.id, key.clone(), now, scope, watch).await;
        if is_kept && is_of_no_use(&refreshed) {
            // One that cannot be deleted cannot be read either: it is not tried again.
            let _ = secrets::delete(&self.secrets, SecretName::key_of(account)).await;
        }
        let refreshed = refreshed.map_err(|error| {
            let kept = self.kept_data(&store, account, provider.as_ref());
            explained(without_echo(error, &key), provider.as_ref(), &account.site, kept)
        })?;
        Ok(wire::Refreshed {
            account: account.number.clone(),
            login: account.login.clone(),
            months_read: refreshed.months_read,
            new_entries: refreshed.new_entries,
        })
    }

    fn session_over(&self, account: &Account) -> ApiError {
        match self.provider(&account.provider) {
            Ok(provider) => {
                let error = ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver };
                explained(error.into(), provider.as_ref(), &account.site, None)
            }
            Err(error) => error,
        }
    }

    fn kept_data(&self, store: &Store, account: &Account, provider: &dyn Provider) -> Option<KeptData> {
        let kept = store.summary(account.id).ok()??;
        let read_on = local(kept.read_at, provider.declaration().time_zone).date();
        Some(KeptData { read_on, today: self.now_at(provider).date() })
    }
}

/// Whether what was come with opens the cabinet no more.
pub(crate) fn is_of_no_use<T>(refreshed: &Result<T, SyncError>) -> bool {
    matches!(
        refreshed,
        Err(SyncError::Provider(
            ProviderError::BadCredentials { .. }
                | ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver }
        ))
    )
}

/// A site may repeat what was typed.
pub(crate) fn without_echo(error: SyncError, key: &Key) -> SyncError {
    if let (Key::Password(password), SyncError::Provider(ProviderError::BadCredentials { said: Some(said) })) =
        (key, &error)
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
