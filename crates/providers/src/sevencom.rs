//! Sevencom, a provider in the Urals, by what its customers see in its cabinet.
//!
//! Nobody who wrote this has seen the live site: here stand labels with their synonyms and the way
//! that the provider's own instruction describes, and no address, id or field name of a page.

use async_trait::async_trait;

use crate::{Credentials, Declaration, Entrance, Limits, Provider, ProviderError, Session};

mod account;
mod city;
mod labels;
mod outcome;
mod parse;
mod session;
mod sign_in;
mod signs;
mod way_in;

const DECLARATION: Declaration = Declaration {
    id: "sevencom",
    name: "Sevencom",
    site: "https://www.sevencom.ru/",
    cities: &["Арамиль", "Верхняя Пышма", "Екатеринбург", "Исеть", "Полевской", "Среднеуральск", "Талица"],
    time_zone: chrono_tz::Asia::Yekaterinburg,
    support_phone: "8-909-700-88-77",
};

/// The provider Sevencom.
#[derive(Debug, Default)]
pub struct Sevencom {
    /// How long its site is waited for.
    pub limits: Limits,
}

#[async_trait]
impl Provider for Sevencom {
    fn declaration(&self) -> &Declaration {
        &DECLARATION
    }

    async fn sign_in(
        &self,
        entrance: &Entrance,
        credentials: &Credentials,
    ) -> Result<Box<dyn Session>, ProviderError> {
        Ok(Box::new(session::SevencomSession::enter(entrance, credentials, self.limits).await?))
    }
}

#[cfg(test)]
mod tests;
