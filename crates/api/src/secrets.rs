use std::panic::resume_unwind;
use std::sync::Arc;

use secrecy::SecretString;

use crate::{SecretName, Secrets, SecretsError};

/// The keyring may wait for a person: each question waits on a thread of its own.
pub(crate) async fn get(secrets: &Arc<dyn Secrets>, name: SecretName) -> Result<SecretString, SecretsError> {
    aside(secrets, move |secrets| secrets.get(&name)).await
}

pub(crate) async fn put(
    secrets: &Arc<dyn Secrets>,
    name: SecretName,
    secret: SecretString,
) -> Result<(), SecretsError> {
    aside(secrets, move |secrets| secrets.put(&name, &secret)).await
}

/// It is as well if there was nothing to delete.
pub(crate) async fn delete(secrets: &Arc<dyn Secrets>, name: SecretName) -> Result<(), SecretsError> {
    match aside(secrets, move |secrets| secrets.delete(&name)).await {
        Err(SecretsError::NotKept) => Ok(()),
        done => done,
    }
}

async fn aside<T: Send + 'static>(
    secrets: &Arc<dyn Secrets>,
    question: impl FnOnce(&dyn Secrets) -> T + Send + 'static,
) -> T {
    let secrets = Arc::clone(secrets);
    match tokio::task::spawn_blocking(move || question(secrets.as_ref())).await {
        Ok(answer) => answer,
        Err(broken) => resume_unwind(broken.into_panic()),
    }
}
