//! Destinations of the window's links.

use url::Url;

use crate::links::allowed;
use crate::view::Link;
use crate::{AccountContext, Api, ApiError};

impl Api {
    /// Returns the destination of a link for a customer without an account: the provider's site.
    ///
    /// # Errors
    /// [`ApiError::NoLink`] for a page of an account, [`ApiError::UnknownProvider`] and
    /// [`ApiError::BadDescription`].
    pub fn provider_link(&self, provider_id: &str, link: Link) -> Result<Url, ApiError> {
        match link {
            Link::Forgot | Link::Site => Ok(self.provider(provider_id)?.info().site.clone()),
            Link::Pay | Link::ChangeTariff => Err(ApiError::NoLink),
        }
    }
}

impl AccountContext {
    /// Returns the destination of a link: a page of the account's site or of its provider.
    ///
    /// # Errors
    /// [`ApiError::NoLink`] if the site shows no such link, or one that leads elsewhere.
    pub fn link(&self, link: Link) -> Result<Url, ApiError> {
        let summary = || Ok::<_, ApiError>(self.store.summary(self.account.id)?.map(|it| it.value));
        let url = match link {
            Link::Pay => summary()?.and_then(|summary| summary.pay_url),
            Link::ChangeTariff => summary()?.and_then(|summary| summary.change_tariff_url),
            Link::Forgot | Link::Site => Some(self.account.site.clone()),
        };
        url.filter(|url| self.may_open(url)).ok_or(ApiError::NoLink)
    }

    /// Returns true if a page may be opened in the browser.
    pub(crate) fn may_open(&self, page: &Url) -> bool {
        let provider = self.provider().ok();
        allowed(page, &self.account.site, provider.as_ref().map(|provider| provider.info()))
    }
}
