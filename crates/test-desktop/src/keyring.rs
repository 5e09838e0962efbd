//! The items of the session's keyring.

use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

use crate::wait_until;

const SERVICE: &str = "org.freedesktop.secrets";
const DEFAULT_COLLECTION: &str = "/org/freedesktop/secrets/aliases/default";

/// Returns the label of each item that is not deleted during the call.
pub(crate) fn item_labels(bus: &Connection) -> Vec<String> {
    let items = collection(bus, DEFAULT_COLLECTION).get_property::<Vec<OwnedObjectPath>>("Items");
    let label = |item: OwnedObjectPath| {
        let item = Proxy::new(bus, SERVICE, item, "org.freedesktop.Secret.Item");
        item.and_then(|item| item.get_property::<String>("Label")).ok()
    };
    items.expect("the keyring lists its items").into_iter().filter_map(label).collect()
}

/// Returns true if there is a default collection that is unlocked.
pub(crate) fn is_unlocked(bus: &Connection) -> bool {
    let default: Option<OwnedObjectPath> = service(bus).call("ReadAlias", &("default",)).ok();
    default.is_some_and(|path| is_locked(&collection(bus, path.as_str())) == Some(false))
}

/// Locks the default collection, by the prompt of the service if it has one for that.
///
/// KeePassXC locks nothing before its prompt is called, and KDE's wallet refuses to lock twice.
pub(crate) fn lock(bus: &Connection) {
    let service = service(bus);
    let default: OwnedObjectPath = service.call("ReadAlias", &("default",)).expect("a default collection");
    let collection = collection(bus, default.as_str());
    if is_locked(&collection) == Some(true) {
        return;
    }
    let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) =
        service.call("Lock", &(vec![&default],)).expect("the keyring can be locked");
    if prompt.as_str() != "/" {
        let prompt = Proxy::new(bus, SERVICE, prompt, "org.freedesktop.Secret.Prompt");
        prompt.and_then(|prompt| prompt.call::<_, _, ()>("Prompt", &("",))).expect("a prompt to lock");
    }
    wait_until("a locked collection", || (is_locked(&collection) == Some(true)).then_some(()));
}

fn service(bus: &Connection) -> Proxy<'_> {
    Proxy::new(bus, SERVICE, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service")
        .expect("the session bus is connected")
}

/// Returns a collection, without a cache of its properties: other programs change them.
fn collection<'a>(bus: &Connection, path: &'a str) -> Proxy<'a> {
    zbus::blocking::proxy::Builder::new(bus)
        .destination(SERVICE)
        .and_then(|proxy| proxy.path(path))
        .and_then(|proxy| proxy.interface("org.freedesktop.Secret.Collection"))
        .and_then(|proxy| proxy.cache_properties(zbus::proxy::CacheProperties::No).build())
        .expect("the session bus is connected")
}

/// Returns true if a collection is locked; `None` if it does not say.
fn is_locked(collection: &Proxy<'_>) -> Option<bool> {
    collection.get_property("Locked").ok()
}
