//! The Secret Service of Linux desktops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kabinet_api::{SecretName, SecretsError};
use secrecy::{ExposeSecret, SecretString};
use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};

use crate::PROGRAM;

/// The connection to the Secret Service.
///
/// It is kept while it lives: KeePassXC remembers a permission until the connection ends.
#[derive(Default)]
pub(crate) struct System {
    /// The address of the bus; `None` stands for the session bus.
    address: Option<String>,
    connection: Mutex<Option<Arc<SecretService<'static>>>>,
}

/// The content type that KeePassXC shows and edits as the password of an entry.
const CONTENT_TYPE: &str = "text/plain";

/// The alias of the collection that a desktop unlocks at login.
const DEFAULT: &str = "default";

/// The D-Bus error of an object that is locked.
const IS_LOCKED: &str = "org.freedesktop.Secret.Error.IsLocked";

/// The D-Bus error of KDE's wallet for a secret that it cannot decrypt.
const NOT_DECRYPTED: &str = "org.qtproject.QtDBus.Error.InvalidObjectPath";

/// The D-Bus errors for an item that was removed meanwhile.
const GONE: [&str; 3] = [
    "org.freedesktop.DBus.Error.UnknownMethod",
    "org.freedesktop.DBus.Error.UnknownObject",
    "org.freedesktop.Secret.Error.NoSuchObject",
];

/// The D-Bus errors of a name that no program owns or that cannot be started.
const NO_SERVICE: [&str; 2] =
    ["org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner"];
const NOT_STARTED: &str = "org.freedesktop.DBus.Error.Spawn.";

/// The reason why a request failed.
enum Failure {
    Stated(SecretsError),
    Service(Error),
}

impl System {
    pub(crate) fn on_bus(address: String) -> Self {
        Self { address: Some(address), connection: Mutex::default() }
    }

    /// Checks that a service answers, which asks nobody.
    pub(crate) fn reach(&self) -> Result<(), SecretsError> {
        self.request(|service| Ok(service.get_all_collections().map(drop)?))
    }

    pub(crate) fn put(
        &self,
        name: &SecretName,
        secret: &SecretString,
        on_prompt: &dyn Fn(),
    ) -> Result<(), SecretsError> {
        let secret = secret.expose_secret().as_bytes();
        self.request(|service| {
            let collection = open_or_create(service, on_prompt)?;
            match newest(&collection, name)? {
                Some(item) => {
                    unlock_item(&item, on_prompt)?;
                    item.set_secret(secret, CONTENT_TYPE)?;
                    require_understood(&item, secret)
                }
                None => {
                    let label = format!("{PROGRAM}: {name}");
                    let item =
                        collection.create_item(&label, attributes(name), secret, true, CONTENT_TYPE)?;
                    require_understood(&item, secret)
                }
            }
        })
    }

    pub(crate) fn get(&self, name: &SecretName, on_prompt: &dyn Fn()) -> Result<SecretString, SecretsError> {
        let bytes = self.request(|service| {
            let collection = open(service, on_prompt)?.ok_or(SecretsError::NoDefaultCollection)?;
            let item = newest(&collection, name)?.ok_or(SecretsError::NotKept)?;
            unlock_item(&item, on_prompt)?;
            let secret = item.get_secret()?;
            // KDE's wallet returns an empty one for an item that it has not saved.
            if secret.is_empty() { Err(SecretsError::NotKept.into()) } else { Ok(secret) }
        })?;
        let text = String::from_utf8(bytes).map_err(|_| SecretsError::Failed("it is no text".into()))?;
        Ok(text.into())
    }

    pub(crate) fn delete(&self, name: &SecretName, on_prompt: &dyn Fn()) -> Result<(), SecretsError> {
        self.request(|service| {
            let collection = open(service, on_prompt)?.ok_or(SecretsError::NotKept)?;
            let items = collection.search_items(attributes(name))?;
            if items.is_empty() {
                return Err(SecretsError::NotKept.into());
            }
            for item in items {
                on_prompt();
                item.delete()?;
            }
            Ok(())
        })
    }

    /// Runs a request, and runs it again on a new connection if the service has restarted.
    ///
    /// It also does so once more if the service has derived another key for the session.
    fn request<T>(
        &self,
        action: impl Fn(&SecretService<'_>) -> Result<T, Failure>,
    ) -> Result<T, SecretsError> {
        let known = self.connection().clone();
        if let Some(service) = known {
            match action(&service) {
                Err(Failure::Service(error)) if is_stale(&error) => *self.connection() = None,
                done => return done.map_err(SecretsError::from),
            }
        }
        let done = match action(self.reconnect()?.as_ref()) {
            Err(Failure::Service(error)) if is_of_another_key(&error) => action(self.reconnect()?.as_ref()),
            done => done,
        };
        done.map_err(SecretsError::from)
    }

    /// Replaces the connection by a new one.
    fn reconnect(&self) -> Result<Arc<SecretService<'static>>, SecretsError> {
        let service = Arc::new(self.connect().map_err(connect_error)?);
        *self.connection() = Some(Arc::clone(&service));
        Ok(service)
    }

    /// Connects to the service, which encrypts the secrets on the bus where it can.
    ///
    /// KDE's wallet cannot where a plugin of Qt is missing, which is only recommended beside it.
    fn connect(&self) -> Result<SecretService<'static>, Error> {
        match self.connect_with(EncryptionType::Dh) {
            Err(error) if is_refusal(&error) => self.connect_with(EncryptionType::Plain),
            connected => connected,
        }
    }

    fn connect_with(&self, encryption: EncryptionType) -> Result<SecretService<'static>, Error> {
        let Some(address) = &self.address else { return SecretService::connect(encryption) };
        let bus = zbus::blocking::connection::Builder::address(address.as_str())?.build()?;
        SecretService::connect_with_existing(encryption, bus)
    }

    fn connection(&self) -> MutexGuard<'_, Option<Arc<SecretService<'static>>>> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the default collection, unlocked, or `None` if there is none.
///
/// The alias is read before any search: without a collection, KeePassXC answers a search with a
/// prompt to unlock a database that is open.
fn open<'a>(service: &'a SecretService<'_>, on_prompt: &dyn Fn()) -> Result<Option<Collection<'a>>, Failure> {
    let collection = match service.get_collection_by_alias(DEFAULT) {
        Err(Error::NoResult) => return Ok(None),
        collection => collection?,
    };
    if collection.is_locked()? {
        on_prompt();
        collection.unlock()?;
        if collection.is_locked()? {
            return Err(SecretsError::Locked.into());
        }
    }
    Ok(Some(collection))
}

/// Returns the default collection.
///
/// The service asks the user before it creates one.
fn open_or_create<'a>(
    service: &'a SecretService<'_>,
    on_prompt: &dyn Fn(),
) -> Result<Collection<'a>, Failure> {
    if let Some(collection) = open(service, on_prompt)? {
        return Ok(collection);
    }
    on_prompt();
    match service.create_collection(PROGRAM, DEFAULT) {
        Err(Error::Prompt) => Err(SecretsError::NoDefaultCollection.into()),
        collection => Ok(collection?),
    }
}

/// Returns the item that was modified last, because other programs may add items of that name.
fn newest<'a>(collection: &'a Collection<'_>, name: &SecretName) -> Result<Option<Item<'a>>, Failure> {
    let mut newest = None;
    for item in collection.search_items(attributes(name))? {
        let modified = item.get_modified()?;
        if newest.as_ref().is_none_or(|(latest, _)| modified >= *latest) {
            newest = Some((modified, item));
        }
    }
    Ok(newest.map(|(_, item)| item))
}

/// Reads a secret back that the service has taken.
///
/// # Errors
/// [`Error::Crypto`] if the service understands another one by it.
fn require_understood(item: &Item<'_>, secret: &[u8]) -> Result<(), Failure> {
    let taken = item.get_secret()?;
    // KDE's wallet returns an empty one until it has saved it.
    if taken.is_empty() || taken == secret {
        return Ok(());
    }
    Err(Error::Crypto("the service has another key for the session").into())
}

fn unlock_item(item: &Item<'_>, on_prompt: &dyn Fn()) -> Result<(), Failure> {
    if item.is_locked()? {
        on_prompt();
        item.unlock()?;
    }
    Ok(())
}

fn attributes(name: &SecretName) -> HashMap<&str, &str> {
    HashMap::from([("service", PROGRAM), ("username", name.as_str())])
}

fn connect_error(error: Error) -> SecretsError {
    use zbus::Error::{Address, Connection, Handshake, InputOutput};
    let is_without_bus = matches!(
        error,
        Error::Unavailable | Error::Zbus(Address(_) | Connection(..) | Handshake(_) | InputOutput(_))
    );
    if is_without_bus {
        SecretsError::NoSessionBus
    } else if matches!(error, Error::Zbus(_) | Error::ZbusFdo(_)) {
        SecretsError::NoSecretService
    } else {
        to_secrets_error(error)
    }
}

/// Returns true if a service runs and refuses the request.
fn is_refusal(error: &Error) -> bool {
    error_name(error).is_some_and(|name| !is_absence(name))
}

/// Returns true for the D-Bus error of a service that does not run.
fn is_absence(name: &str) -> bool {
    NO_SERVICE.contains(&name) || name.starts_with(NOT_STARTED)
}

fn to_secrets_error(error: Error) -> SecretsError {
    let name = error_name(&error).unwrap_or_default();
    if is_absence(name) {
        SecretsError::NoSecretService
    } else if GONE.contains(&name) {
        SecretsError::NotKept
    } else if matches!(error, Error::Locked) || name == IS_LOCKED {
        SecretsError::Locked
    } else if matches!(error, Error::Prompt) {
        SecretsError::PromptDismissed
    } else {
        SecretsError::Failed(error.into())
    }
}

/// Returns true if the service seems to have derived another key for the session.
///
/// KDE's wallet does in one session of 256: it leaves out the zeros before the shared secret.
fn is_of_another_key(error: &Error) -> bool {
    matches!(error, Error::Crypto(_)) || error_name(error) == Some(NOT_DECRYPTED)
}

/// Returns true if a new connection may succeed.
fn is_stale(error: &Error) -> bool {
    let is_of_connection = matches!(error, Error::Zbus(_) | Error::ZbusFdo(_) | Error::Crypto(_));
    is_of_connection && error_name(error) != Some(IS_LOCKED)
}

fn error_name(error: &Error) -> Option<&str> {
    let (Error::Zbus(zbus::Error::MethodError(name, ..))
    | Error::ZbusFdo(zbus::fdo::Error::ZBus(zbus::Error::MethodError(name, ..)))) = error
    else {
        return None;
    };
    Some(name.as_str())
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Service(error)
    }
}

impl From<SecretsError> for Failure {
    fn from(error: SecretsError) -> Self {
        Self::Stated(error)
    }
}

impl From<Failure> for SecretsError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Stated(error) => error,
            Failure::Service(error) => to_secrets_error(error),
        }
    }
}
