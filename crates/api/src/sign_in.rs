use kabinet_providers::{Declaration, Key};
use kabinet_store::{Account, Store};
use kabinet_sync as sync;
use secrecy::SecretString;
use url::Url;

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

/// Where a customer signs in, and by which login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The provider's stable name.
    pub provider: String,
    /// The front page of its site as the customer writes it; the provider's own if not given.
    pub site: Option<String>,
    /// The city to choose there.
    pub city: Option<String>,
    /// The login; if it is empty, the account number will be it.
    pub login: String,
}

impl SignIn {
    fn place(&self) -> Place {
        let Self { provider, site, city, login, .. } = self.clone();
        Place { provider, site, city, login }
    }
}

impl Place {
    pub(crate) fn site(&self, declared: &Declaration) -> Result<Url, ApiError> {
        match &self.site {
            Some(text) => address::site(text),
            None => Ok(declared.site.clone()),
        }
    }
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
        let account = self.enter(&new.place(), new.password.clone().into()).await?;
        let kept = match new.keep_password {
            true => self.keep_password(&account, before, new.password).await,
            false => Ok(()),
        };
        Ok(Done { outcome: on_the_wire(account), warning: kept.err() })
    }

    /// Remembers the account that the key opens at that place.
    pub(crate) async fn enter(&self, place: &Place, key: Key) -> Result<Account, ApiError> {
        let provider = self.provider(&place.provider)?;
        let site = place.site(provider.declaration())?;
        let mut store = self.store()?;
        let Place { city, login, .. } = place.clone();
        let entering = sync::SignIn { site: site.clone(), city, login };
        let entered =
            sync::sign_in(&mut store, provider.as_ref(), entering, key.clone(), self.clock.now()).await;
        let id =
            entered.map_err(|error| explained(without_echo(error, &key), provider.as_ref(), &site, None))?;
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
    Ok(store.accounts()?.iter().find(same).map(SecretName::key_of))
}

pub(crate) fn on_the_wire(account: Account) -> wire::SignedIn {
    wire::SignedIn { account: account.number, login: account.login, provider: account.provider }
}
