//! The demo site with its own data folder.

use kabinet_api::{Api, ApiError, SignIn};
use kabinet_demo::{ACCOUNT, PASSWORD, Running};
use secrecy::SecretString;
use tempfile::TempDir;

/// The demo site, read into a folder of its own.
///
/// Dropping it leaves nothing behind.
pub(crate) struct Example {
    pub(crate) api: Api,
    site: Running,
    _folder: TempDir,
}

/// The provider of the demo site.
pub(crate) const PROVIDER: &str = "sevencom";

/// A city of the demo site.
const CITY: &str = "Екатеринбург";

impl Example {
    /// Takes over a running demo site and the folder of its data.
    pub(crate) fn new(api: Api, site: Running, folder: TempDir) -> Self {
        Self { api, site, _folder: folder }
    }

    /// Signs in to the demo site.
    pub(crate) async fn sign_in(&self) -> Result<(), ApiError> {
        let form = SignIn {
            provider: PROVIDER.to_owned(),
            site: Some(self.site.url().to_string()),
            city: Some(CITY.to_owned()),
            login: ACCOUNT.to_owned(),
            password: SecretString::from(PASSWORD),
            keep_password: true,
        };
        self.api.sign_in(form).await.map(drop)
    }
}
