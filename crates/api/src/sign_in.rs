use kabinet_store::{Account, Store};
use kabinet_sync as sync;
use secrecy::SecretString;

use crate::kabinet::provider;
use crate::refresh::{explained, without_echo};
use crate::{ApiError, Done, Kabinet, SecretName, address, secrets, wire};

/// What a customer signs in to and with.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The provider's stable name.
    pub provider: String,
    /// The front page of its site as the customer writes it; the provider's own if not given.
    pub site: Option<String>,
    /// The city to choose there.
    pub city: Option<String>,
    /// The login.
    pub login: String,
    /// The password.
    pub password: SecretString,
    /// Whether the keyring is to keep the password.
    pub keep_password: bool,
}

impl Kabinet {
    /// Checks the password against the site, once, and remembers the account; the keyring keeps
    /// the password if it is to. Where it cannot, the account is remembered all the same, and the
    /// warning says so.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`], [`ApiError::BadAddress`], [`ApiError::Cabinet`],
    /// [`ApiError::AnotherAccount`], and those of the database and its folder.
    pub async fn sign_in(&self, new: SignIn) -> Result<Done<wire::SignedIn>, ApiError> {
        let before = kept_before(&self.store()?, &new)?;
        let account = self.enter(&new).await?;
        let kept = match new.keep_password {
            true => self.keep_password(&account, before, new.password).await,
            false => Ok(()),
        };
        Ok(Done { outcome: on_the_wire(account), warning: kept.err() })
    }

    async fn enter(&self, new: &SignIn) -> Result<Account, ApiError> {
        let provider = provider(&new.provider)?;
        let site = address::site(new.site.as_deref().unwrap_or(provider.declaration().site))?;
        let mut store = self.store()?;
        let entering = sync::SignIn { site: site.clone(), city: new.city.clone(), login: new.login.clone() };
        let (password, now) = (new.password.clone(), self.clock.now());
        let entered = sync::sign_in(&mut store, provider.as_ref(), entering, password, now).await;
        let id = entered
            .map_err(|error| explained(without_echo(error, &new.password), provider.as_ref(), &site, None))?;
        Ok(store.account(id)?)
    }

    /// The password of the same login at another site is of no use any more.
    async fn keep_password(
        &self,
        account: &Account,
        before: Option<SecretName>,
        password: SecretString,
    ) -> Result<(), ApiError> {
        let name = SecretName::password_of(account);
        if let Some(before) = before.filter(|before| *before != name) {
            secrets::delete(&self.secrets, before).await.map_err(ApiError::PasswordNotDeleted)?;
        }
        secrets::put(&self.secrets, name, password).await.map_err(ApiError::PasswordNotKept)
    }
}

fn kept_before(store: &Store, new: &SignIn) -> Result<Option<SecretName>, ApiError> {
    let same = |account: &&Account| account.provider == new.provider && account.login == new.login;
    Ok(store.accounts()?.iter().find(same).map(SecretName::password_of))
}

fn on_the_wire(account: Account) -> wire::SignedIn {
    wire::SignedIn { account: account.number, login: account.login, provider: account.provider }
}
