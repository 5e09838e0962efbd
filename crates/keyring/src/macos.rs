//! The Keychain of macOS.

use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use kabinet_api::SecretsError;
use keyring_core::CredentialStore;

pub(crate) fn store() -> Result<Arc<CredentialStore>, SecretsError> {
    let store = Store::new().map_err(|error| SecretsError::Failed(error.to_string().into()))?;
    Ok(store)
}

pub(crate) const MODIFIERS: &[(&str, &str)] = &[];

/// The Keychain names no limit.
pub(crate) const LONGEST: Option<usize> = None;
