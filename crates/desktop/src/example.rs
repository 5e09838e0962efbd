//! The example: the demo site, read as a customer would.

use std::sync::Arc;

use kabinet_api::view;
use kabinet_api::view::Failure;
use kabinet_api::{Api, ApiError};
use kabinet_demo::{Demo, Setup};

use crate::demo_site::{Example, PROVIDER};
use crate::{Desktop, MemorySecrets};

impl Desktop {
    /// Shows the example: a site on this machine, signed in to as any other.
    ///
    /// # Errors
    /// The failure of the system, if it has no space or no port for the site.
    pub async fn show_example(&self) -> Result<view::Account, Failure> {
        let example = self.localized(self.prepare_example().await)?;
        let account = self.localized(example.api.accounts())?.accounts.pop();
        self.with_state(|state| state.example = Some(Arc::new(example)));
        self.localized(account.ok_or(ApiError::NoAccount))
    }

    /// Leaves the example, and erases its data.
    pub fn leave_example(&self) {
        self.cancel_refresh();
        let example = self.with_state(|state| state.example.take());
        drop(example);
    }

    async fn prepare_example(&self) -> Result<Example, ApiError> {
        let refused = |error: std::io::Error| ApiError::SystemRefused(error.into());
        let folder = tempfile::tempdir().map_err(refused)?;
        let setup = Setup::new(self.api.today_at(PROVIDER)?);
        let site = Demo::start(setup).map_err(|error| ApiError::SystemRefused(error.into()))?;
        let secrets = Arc::new(MemorySecrets::default());
        let api = Api::new(folder.path().to_owned(), Arc::clone(&self.clock), secrets);
        let example = Example::new(api, site, folder);
        example.sign_in().await?;
        Ok(example)
    }
}
