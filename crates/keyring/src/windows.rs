//! The Credential Manager of Windows.

use std::sync::Arc;

use kabinet_api::SecretsError;
use keyring_core::CredentialStore;
use windows_native_keyring_store::Store;

pub(crate) fn store() -> Result<Arc<CredentialStore>, SecretsError> {
    let store = Store::new().map_err(|error| SecretsError::Failed(error.to_string().into()))?;
    Ok(store)
}

/// Keeps the password on this computer: it would roam with the profile of the user otherwise.
pub(crate) const MODIFIERS: &[(&str, &str)] = &[("persistence", "Local")];

/// The length of the longest credential, in bytes (`CRED_MAX_CREDENTIAL_BLOB_SIZE`).
pub(crate) const LONGEST: Option<usize> = Some(2_560);
