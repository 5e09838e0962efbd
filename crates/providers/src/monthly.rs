//! A cabinet of pages: one signs in by a form, an account page shows the balance, and a list of
//! months leads to the operations of each.
//!
//! What the pages say is the provider's description; here stands the way through them. Deliberately
//! not here: any word, address, id or field name of one provider's pages.

use std::sync::Arc;

use async_trait::async_trait;

use crate::{Credentials, Declaration, Description, Entrance, Limits, Provider, ProviderError, Session};

mod account;
mod city;
mod landing;
mod outcome;
pub(crate) mod parse;
mod session;
pub(crate) mod sign_in;
mod signs;
mod way_in;

/// A provider with such a cabinet.
#[derive(Debug)]
pub struct Monthly {
    description: Arc<Description>,
    limits: Limits,
}

impl Monthly {
    /// The provider of that description, whose site is waited for so long.
    pub fn new(description: Arc<Description>, limits: Limits) -> Self {
        Self { description, limits }
    }
}

#[async_trait]
impl Provider for Monthly {
    fn declaration(&self) -> &Declaration {
        &self.description.declaration
    }

    fn words(&self) -> Vec<&str> {
        self.description.labels.words()
    }

    async fn sign_in(
        &self,
        entrance: &Entrance,
        credentials: &Credentials,
    ) -> Result<Box<dyn Session>, ProviderError> {
        let description = Arc::clone(&self.description);
        Ok(Box::new(session::MonthlySession::enter(description, entrance, credentials, self.limits).await?))
    }
}

#[cfg(test)]
mod masked;
#[cfg(test)]
mod tests;
