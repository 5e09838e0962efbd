use kabinet_providers::{Declaration, Source};

use crate::{ApiError, Kabinet, wire};

impl Kabinet {
    /// The providers whose cabinets can be read.
    pub fn providers(&self) -> Vec<wire::window::Provider> {
        let all = self.described().all().into_iter().flatten();
        all.map(|provider| declared(provider.declaration())).collect()
    }

    /// The same with where each is described, and what is wrong with the descriptions of others.
    pub fn described_providers(&self) -> (wire::Providers, Vec<ApiError>) {
        let (mut providers, mut wrong) = (Vec::new(), Vec::new());
        for provider in self.described().all() {
            match provider.map_err(ApiError::from).and_then(|it| self.shown(it.declaration())) {
                Ok(shown) => providers.push(shown),
                Err(error) => wrong.push(error),
            }
        }
        (wire::Providers { providers }, wrong)
    }

    /// What describes a provider: the text of its description.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`].
    pub fn description(&self, id: &str) -> Result<wire::ProviderDescription, ApiError> {
        let provider = self.provider(id)?;
        let Source { text, .. } = self.source(id)?;
        Ok(wire::ProviderDescription { provider: self.shown(provider.declaration())?, description: text })
    }

    fn shown(&self, known: &Declaration) -> Result<wire::DescribedProvider, ApiError> {
        let file = self.source(&known.id)?.file;
        Ok(wire::DescribedProvider {
            provider: declared(known),
            time_zone: known.time_zone.name().to_owned(),
            file: file.map(|file| file.display().to_string()),
        })
    }

    fn source(&self, id: &str) -> Result<Source, ApiError> {
        self.described().source(id)?.ok_or_else(|| self.unknown(id))
    }
}

fn declared(known: &Declaration) -> wire::window::Provider {
    wire::window::Provider {
        id: known.id.clone(),
        name: known.name.clone(),
        site: known.site.to_string(),
        cities: known.cities.clone(),
        support_phone: known.support_phone.clone(),
    }
}
