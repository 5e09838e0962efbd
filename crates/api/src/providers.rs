//! Providers and their description files.

use kabinet_providers::{ProviderInfo, Source};

use crate::view::{DescribedProvider, Provider, ProviderDescription, Providers};
use crate::{Api, ApiError};

impl Api {
    /// Returns the providers that can be read.
    pub fn providers(&self) -> Vec<Provider> {
        let providers = self.registry().all().into_iter().flatten();
        providers.map(|provider| Provider::new(provider.info())).collect()
    }

    /// Returns the providers with their description files, and the errors of unusable files.
    pub fn described_providers(&self) -> (Providers, Vec<ApiError>) {
        let (mut providers, mut errors) = (Vec::new(), Vec::new());
        for provider in self.registry().all() {
            match provider.map_err(ApiError::from).and_then(|it| self.describe(it.info())) {
                Ok((provider, _)) => providers.push(provider),
                Err(error) => errors.push(error),
            }
        }
        (Providers { providers }, errors)
    }

    /// Returns the description file of a provider.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`].
    pub fn description(&self, id: &str) -> Result<ProviderDescription, ApiError> {
        let (provider, source) = self.describe(self.provider(id)?.info())?;
        Ok(ProviderDescription { provider, description: source.text })
    }

    fn describe(&self, info: &ProviderInfo) -> Result<(DescribedProvider, Source), ApiError> {
        let source = self.registry().source(&info.id)?.ok_or_else(|| self.unknown_provider(&info.id))?;
        Ok((DescribedProvider::new(info, &source), source))
    }
}
