//! Identity of an account across providers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The provider and the login of an account, which together identify it.
///
/// Its text is `sevencom/12345678`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct AccountKey {
    provider: String,
    login: String,
}

/// Reason why a text is not an account key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an account key is a provider's id in [a-z0-9-], a slash and a login")]
pub struct AccountKeyError;

impl AccountKey {
    /// Creates the key of a login at a provider.
    ///
    /// The login may hold any characters.
    ///
    /// # Errors
    /// Returns [`AccountKeyError`] if the provider's id is not `[a-z0-9-]+` or the login is empty.
    pub fn new(provider: impl Into<String>, login: impl Into<String>) -> Result<Self, AccountKeyError> {
        let key = Self { provider: provider.into(), login: login.into() };
        let is_valid = is_provider_id(&key.provider) && !key.login.is_empty();
        if is_valid { Ok(key) } else { Err(AccountKeyError) }
    }

    /// Returns the provider's id.
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// Returns the login at the provider.
    pub fn login(&self) -> &str {
        &self.login
    }
}

fn is_provider_id(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_allowed)
}

impl fmt::Display for AccountKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.provider, self.login)
    }
}

impl FromStr for AccountKey {
    type Err = AccountKeyError;

    /// Splits at the first slash: a provider's id has none, and a login may have several.
    fn from_str(text: &str) -> Result<Self, AccountKeyError> {
        let (provider, login) = text.split_once('/').ok_or(AccountKeyError)?;
        Self::new(provider, login)
    }
}

impl TryFrom<String> for AccountKey {
    type Error = AccountKeyError;

    fn try_from(text: String) -> Result<Self, AccountKeyError> {
        text.parse()
    }
}

impl From<AccountKey> for String {
    fn from(key: AccountKey) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_login_at_two_providers_is_two_accounts() {
        let [one, other] = ["sevencom", "other-isp"].map(|id| AccountKey::new(id, "12345678").unwrap());
        assert_ne!(one, other);
        assert_eq!(one.to_string(), "sevencom/12345678");
    }

    #[test]
    fn crosses_json_as_its_text() {
        let key = AccountKey::new("sevencom", "иван/дом №5").unwrap();
        let json = serde_json::to_string(&key).unwrap();
        assert_eq!(json, r#""sevencom/иван/дом №5""#);
        assert_eq!(serde_json::from_str::<AccountKey>(&json).unwrap(), key);
        assert!(serde_json::from_str::<AccountKey>(r#""12345678""#).is_err());
    }

    #[test]
    fn refuses_a_text_without_a_provider_or_a_login() {
        for text in ["", "/", "sevencom", "sevencom/", "/12345678", "Sevencom/1", "se ven/1", "семь/1"] {
            assert_eq!(text.parse::<AccountKey>(), Err(AccountKeyError), "{text:?} is no key");
        }
    }

    proptest! {
        #[test]
        fn the_text_of_any_login_reads_back(provider in "[a-z0-9-]{1,12}", login in ".{1,40}") {
            let key = AccountKey::new(provider, login).unwrap();
            prop_assert_eq!(key.to_string().parse::<AccountKey>(), Ok(key));
        }
    }
}
