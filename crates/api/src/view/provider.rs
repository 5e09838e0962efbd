//! Providers.

use kabinet_providers::{ProviderInfo, Source};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A provider that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Provider {
    /// Its stable name.
    pub id: String,
    /// Its name as customers know it.
    pub name: String,
    /// The address of its front page.
    pub site: String,
    /// The cities that its site offers; empty if it asks for none.
    pub cities: Vec<String>,
    /// The phone number of its support.
    pub support_phone: String,
    /// The host of its site if a description file names another one than Kabinet itself; else null.
    pub foreign_host: Option<String>,
}

/// A provider with its description file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DescribedProvider {
    /// The provider.
    #[serde(flatten)]
    pub provider: Provider,
    /// The time zone in which its ledger's days begin.
    pub time_zone: String,
    /// The file that describes it; null, if its description is compiled in.
    pub file: Option<String>,
}

/// A provider with the text that describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProviderDescription {
    /// The provider.
    #[serde(flatten)]
    pub provider: DescribedProvider,
    /// The text of its description file.
    pub description: String,
}

/// The providers that can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Providers {
    /// The providers by name.
    pub providers: Vec<DescribedProvider>,
}

/// A destination of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The page to pay on.
    Pay,
    /// The page to change the tariff on.
    ChangeTariff,
    /// The site, for a forgotten password.
    Forgot,
    /// The provider's site.
    Site,
}

impl Provider {
    pub(crate) fn new(info: &ProviderInfo) -> Self {
        Self {
            id: info.id.clone(),
            name: info.name.clone(),
            site: info.site.to_string(),
            cities: info.cities.clone(),
            support_phone: info.support_phone.clone(),
            foreign_host: foreign_host(info),
        }
    }
}

/// Returns the host of a site that the compiled-in description of the provider does not name.
fn foreign_host(info: &ProviderInfo) -> Option<String> {
    let host = info.site.host_str()?;
    let own = kabinet_providers::find(&info.id);
    let is_own = own.is_some_and(|own| own.info().site.host_str() == Some(host));
    (!is_own).then(|| host.to_owned())
}

impl DescribedProvider {
    pub(crate) fn new(info: &ProviderInfo, source: &Source) -> Self {
        Self {
            provider: Provider::new(info),
            time_zone: info.time_zone.name().to_owned(),
            file: source.file.as_ref().map(|file| file.display().to_string()),
        }
    }
}
