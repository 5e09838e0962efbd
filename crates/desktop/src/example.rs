use std::sync::Arc;

use kabinet_api::wire::{self, Failure};
use kabinet_api::{ApiError, Kabinet, SignIn};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Setup};
use secrecy::SecretString;
use tempfile::TempDir;

use crate::{Desktop, MemorySecrets};

/// The demo cabinet, read into a folder of its own. Dropping it leaves nothing behind.
pub(crate) struct Example {
    pub(crate) kabinet: Kabinet,
    cabinet: Running,
    _folder: TempDir,
}

/// Whose cabinet the demo shows.
const PROVIDER: &str = "sevencom";

/// A city that the demo's site knows.
const CITY: &str = "Екатеринбург";

impl Desktop {
    /// Shows the example: a cabinet on this machine, signed in to as any other.
    ///
    /// # Errors
    /// What is said when the system has no room or no port for it.
    pub async fn show_example(&self) -> Result<wire::Account, Failure> {
        let example = self.said(self.prepared_example().await)?;
        let account = self.said(example.kabinet.accounts())?.accounts.pop();
        self.with(|memory| memory.example = Some(Arc::new(example)));
        self.said(account.ok_or(ApiError::NoAccount))
    }

    /// Leaves the example, and all that was read of it.
    pub fn leave_example(&self) {
        self.stop_refreshing();
        let left = self.with(|memory| memory.example.take());
        drop(left);
    }

    async fn prepared_example(&self) -> Result<Example, ApiError> {
        let refused = |error: std::io::Error| ApiError::SystemRefused(error.into());
        let folder = tempfile::tempdir().map_err(refused)?;
        let setup = Setup::new(self.own.today_at(PROVIDER)?);
        let cabinet = Demo::start(setup).map_err(|error| ApiError::SystemRefused(error.into()))?;
        let secrets = Arc::new(MemorySecrets::default());
        let kabinet = Kabinet::new(folder.path().to_owned(), Arc::clone(&self.clock), secrets);
        let example = Example { kabinet, cabinet, _folder: folder };
        example.sign_in().await?;
        Ok(example)
    }
}

impl Example {
    async fn sign_in(&self) -> Result<(), ApiError> {
        let entering = SignIn {
            provider: PROVIDER.to_owned(),
            site: Some(self.cabinet.url().to_string()),
            city: Some(CITY.to_owned()),
            login: ACCOUNT.to_owned(),
            password: SecretString::from(PASSWORD),
            keep_password: true,
        };
        self.kabinet.sign_in(entering).await.map(drop)
    }
}
