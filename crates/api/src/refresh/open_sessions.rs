//! The sessions that the last refreshes left open on the sites.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kabinet_domain::AccountKey;
use kabinet_providers::{Credential, OpenSession};
use secrecy::{ExposeSecret, SecretString};

/// The open session of each account, with the password that it was begun with.
///
/// With it the next refresh sends no password. It is in memory alone.
#[derive(Default)]
pub(crate) struct OpenSessions(Mutex<HashMap<AccountKey, (SecretString, OpenSession)>>);

impl OpenSessions {
    /// Takes the session out; `None` if there is none that was begun with this password.
    pub(crate) fn take(&self, account: &AccountKey, credential: &Credential) -> Option<OpenSession> {
        let (begun_with, session) = self.lock().remove(account)?;
        let Credential::Password(password) = credential else { return None };
        (begun_with.expose_secret() == password.expose_secret()).then_some(session)
    }

    /// Keeps a session for the next refresh.
    pub(crate) fn keep(&self, account: AccountKey, credential: &Credential, session: Option<OpenSession>) {
        if let (Some(session), Credential::Password(password)) = (session, credential) {
            self.lock().insert(account, (password.clone(), session));
        }
    }

    /// Forgets the session of an account.
    pub(crate) fn forget(&self, account: &AccountKey) {
        self.lock().remove(account);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountKey, (SecretString, OpenSession)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
