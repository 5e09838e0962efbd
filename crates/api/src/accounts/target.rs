//! The provider, the site and the login that a customer signs in to.

use kabinet_providers::ProviderInfo;
use url::Url;

use crate::ApiError;
use crate::accounts::site_address;

/// The site and the login that a customer signs in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInTarget {
    /// The provider's id.
    pub provider: String,
    /// The front page of the site as the customer writes it; `None` for the provider's own.
    pub site: Option<String>,
    /// The city to choose there; `None` if the customer chose none.
    pub city: Option<String>,
    /// The login; if empty, the account number takes its place.
    pub login: String,
}

impl SignInTarget {
    pub(crate) fn site(&self, info: &ProviderInfo) -> Result<Url, ApiError> {
        match &self.site {
            Some(text) => site_address::site(text),
            None => Ok(info.site.clone()),
        }
    }
}
