use std::sync::Arc;

use kabinet_api::SecretsError;
use keyring_core::{CredentialStore, Error};
use windows_native_keyring_store::Store;

pub(crate) fn store() -> Result<Arc<CredentialStore>, SecretsError> {
    let store = Store::new().map_err(|error| SecretsError::Failed(error.to_string().into()))?;
    Ok(store)
}

/// For this computer only: otherwise the password would roam with the person's profile.
pub(crate) fn details(_label: &str) -> [(&str, &str); 1] {
    [("persistence", "Local")]
}

pub(crate) fn explained(error: &Error) -> Option<SecretsError> {
    matches!(error, Error::NoStorageAccess(_)).then_some(SecretsError::Locked)
}
