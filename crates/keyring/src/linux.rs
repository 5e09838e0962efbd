use std::sync::Arc;

use kabinet_api::SecretsError;
use keyring_core::{CredentialStore, Error};
use secret_service::Error as Cause;
use zbus_secret_service_keyring_store::Store;

/// What the bus and the Secret Service answer about something that was there a moment ago.
const GONE: [&str; 3] = [
    "org.freedesktop.DBus.Error.UnknownMethod",
    "org.freedesktop.DBus.Error.UnknownObject",
    "org.freedesktop.Secret.Error.NoSuchObject",
];

pub(crate) fn store() -> Result<Arc<CredentialStore>, SecretsError> {
    let store = Store::new().map_err(|error| match cause(&error) {
        Some(cause) if is_no_bus(cause) => SecretsError::NoSessionBus,
        Some(Cause::Zbus(_) | Cause::ZbusFdo(_)) => SecretsError::NoSecretService,
        _ => SecretsError::Failed(error.to_string().into()),
    })?;
    Ok(store)
}

pub(crate) fn details(label: &str) -> [(&str, &str); 1] {
    [("label", label)]
}

pub(crate) fn explained(error: &Error) -> Option<SecretsError> {
    let cause = cause(error)?;
    if matches!(cause, Cause::NoResult) {
        Some(SecretsError::NoDefaultCollection)
    } else if matches!(cause, Cause::Locked | Cause::Prompt | Cause::PromptDisconnected) {
        Some(SecretsError::Locked)
    } else {
        is_gone(cause).then_some(SecretsError::NotKept)
    }
}

fn cause(error: &Error) -> Option<&Cause> {
    if let Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) = error {
        return cause.downcast_ref();
    }
    None
}

fn is_no_bus(cause: &Cause) -> bool {
    use zbus::Error::{Address, Connection, Handshake, InputOutput};
    matches!(
        cause,
        Cause::Unavailable | Cause::Zbus(Address(_) | Connection(..) | Handshake(_) | InputOutput(_))
    )
}

fn is_gone(cause: &Cause) -> bool {
    matches!(cause, Cause::Zbus(zbus::Error::MethodError(name, ..)) if GONE.contains(&name.as_str()))
}
