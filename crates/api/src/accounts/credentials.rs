//! Credentials, and the keyring that stores them.

use std::panic::resume_unwind;
use std::sync::Arc;

use kabinet_providers::{BrowserReason, BrowserSession, Credential, ProviderError};
use kabinet_sync::SyncError;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::error::to_api_error;
use crate::{AccountContext, ApiError, SecretName, Secrets, SecretsError};

/// The credential of a refresh.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub(crate) key: Credential,
    pub(crate) is_stored: bool,
}

/// A browser session as the keyring stores it.
#[derive(Serialize, Deserialize)]
struct StoredSession {
    page: Url,
    cookies: Vec<String>,
}

impl Credentials {
    /// Creates credentials of a password that the customer gave.
    pub fn given(password: SecretString) -> Self {
        Self { key: Credential::Password(password), is_stored: false }
    }
}

impl AccountContext {
    /// Returns the credentials that the keyring stores: a password or a browser session.
    ///
    /// # Errors
    /// [`ApiError::PasswordNeeded`] if the keyring has no password or cannot be read, and
    /// [`ApiError::Provider`] with `NeedsBrowser` if it has no session of an account that is signed
    /// in to in a browser.
    pub async fn stored_credentials(&mut self) -> Result<Credentials, ApiError> {
        let stored = get(&self.api.secrets, SecretName::key_of(&self.account)).await;
        let key = match (stored, self.account.in_browser) {
            (Ok(password), false) => Some(Credential::Password(password)),
            (Ok(session), true) => read_session(&session).map(Credential::Session),
            (Err(SecretsError::NotKept), true) => None,
            (Err(why), _) => {
                return Err(ApiError::PasswordNeeded { login: self.account.login.clone(), why });
            }
        };
        let key = key.ok_or_else(|| self.session_over())?;
        Ok(Credentials { key, is_stored: true })
    }

    /// Stores the password with which the account was read.
    ///
    /// # Errors
    /// [`ApiError::PasswordNotKept`] if the keyring does not take it.
    pub async fn remember_password(&mut self, password: SecretString) -> Result<(), ApiError> {
        let name = SecretName::password_of(&self.account);
        put(&self.api.secrets, name, password).await.map_err(ApiError::PasswordNotKept)
    }

    /// Deletes credentials that the site rejected.
    ///
    /// No later refresh tries them and locks the account.
    pub(crate) async fn delete_rejected<T>(
        &mut self,
        credentials: &Credentials,
        outcome: &Result<T, SyncError>,
    ) where
        T: Sync,
    {
        if credentials.is_stored && is_rejected(outcome) {
            let name = SecretName::key_of(&self.account);
            // A credential that cannot be deleted cannot be read either, so it is not tried again.
            let _ = match &credentials.key {
                Credential::Password(password) => delete_if(&self.api.secrets, name, password.clone()).await,
                Credential::Session(_) => delete(&self.api.secrets, name).await,
            };
        }
    }

    fn session_over(&self) -> ApiError {
        match self.provider() {
            Ok(provider) => {
                let error = ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver };
                to_api_error(error.into(), provider.as_ref(), &self.account.site, None)
            }
            Err(error) => error,
        }
    }
}

/// Returns true if the site rejected the credential, so that it must be deleted.
fn is_rejected<T>(outcome: &Result<T, SyncError>) -> bool {
    let Err(SyncError::Provider(error)) = outcome else { return false };
    let is_session_over = matches!(error, ProviderError::NeedsBrowser { reason: BrowserReason::SessionOver });
    error.rejects_password() || is_session_over
}

/// Removes the site's message if it repeats the password.
pub(crate) fn redact_password(error: SyncError, key: &Credential) -> SyncError {
    match (key, error) {
        (Credential::Password(password), SyncError::Provider(error)) => {
            SyncError::Provider(error.without_echo(password.expose_secret()))
        }
        (_, error) => error,
    }
}

/// Returns a session as a secret of the keyring.
pub(crate) fn write_session(session: &BrowserSession) -> SecretString {
    let cookies = session.cookies.iter().map(|cookie| cookie.expose_secret().to_owned()).collect();
    let stored = StoredSession { page: session.page.clone(), cookies };
    serde_json::to_string(&stored).unwrap_or_default().into()
}

/// Reads a session from a secret of the keyring; `None` if the secret is none.
fn read_session(secret: &SecretString) -> Option<BrowserSession> {
    let StoredSession { page, cookies } = serde_json::from_str(secret.expose_secret()).ok()?;
    Some(BrowserSession { page, cookies: cookies.into_iter().map(SecretString::from).collect() })
}

pub(crate) async fn get(secrets: &Arc<dyn Secrets>, name: SecretName) -> Result<SecretString, SecretsError> {
    on_own_thread(secrets, move |secrets| secrets.get(&name)).await
}

pub(crate) async fn put(
    secrets: &Arc<dyn Secrets>,
    name: SecretName,
    secret: SecretString,
) -> Result<(), SecretsError> {
    on_own_thread(secrets, move |secrets| secrets.put(&name, &secret)).await
}

/// Deletes a secret, if there is one.
pub(crate) async fn delete(secrets: &Arc<dyn Secrets>, name: SecretName) -> Result<(), SecretsError> {
    match on_own_thread(secrets, move |secrets| secrets.delete(&name)).await {
        Err(SecretsError::NotKept) => Ok(()),
        deleted => deleted,
    }
}

/// Deletes a secret if it is still that one.
///
/// A missing secret is no error.
async fn delete_if(
    secrets: &Arc<dyn Secrets>,
    name: SecretName,
    secret: SecretString,
) -> Result<(), SecretsError> {
    match on_own_thread(secrets, move |secrets| secrets.delete_if(&name, &secret)).await {
        Err(SecretsError::NotKept) => Ok(()),
        deleted => deleted,
    }
}

/// Calls the keyring on a thread of its own: it may wait for a person to unlock it.
async fn on_own_thread<T: Send + 'static>(
    secrets: &Arc<dyn Secrets>,
    call: impl FnOnce(&dyn Secrets) -> T + Send + 'static,
) -> T {
    let secrets = Arc::clone(secrets);
    match tokio::task::spawn_blocking(move || call(secrets.as_ref())).await {
        Ok(answer) => answer,
        Err(panic) => resume_unwind(panic.into_panic()),
    }
}
