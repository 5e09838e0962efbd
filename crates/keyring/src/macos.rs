use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use kabinet_api::SecretsError;
use keyring_core::{CredentialStore, Error};

pub(crate) fn store() -> Result<Arc<CredentialStore>, SecretsError> {
    let store = Store::new().map_err(|error| SecretsError::Failed(error.to_string().into()))?;
    Ok(store)
}

pub(crate) fn details(_label: &str) -> [(&str, &str); 0] {
    []
}

pub(crate) fn explained(error: &Error) -> Option<SecretsError> {
    matches!(error, Error::NoStorageAccess(_)).then_some(SecretsError::Locked)
}
