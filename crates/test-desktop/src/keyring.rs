//! The items of the session's keyring.

use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

const SERVICE: &str = "org.freedesktop.secrets";
const DEFAULT_COLLECTION: &str = "/org/freedesktop/secrets/aliases/default";

/// Returns the label of each item that is not deleted during the call.
pub(crate) fn item_labels(bus: &Connection) -> Vec<String> {
    let items = collection(bus).get_property::<Vec<OwnedObjectPath>>("Items");
    let label = |item: OwnedObjectPath| {
        let item = Proxy::new(bus, SERVICE, item, "org.freedesktop.Secret.Item");
        item.and_then(|item| item.get_property::<String>("Label")).ok()
    };
    items.expect("the keyring lists its items").into_iter().filter_map(label).collect()
}

pub(crate) fn is_unlocked(bus: &Connection) -> bool {
    collection(bus).get_property::<bool>("Locked").is_ok_and(|locked| !locked)
}

/// Returns the default collection, without a cache of its properties: other programs change them.
fn collection(bus: &Connection) -> Proxy<'_> {
    zbus::blocking::proxy::Builder::new(bus)
        .destination(SERVICE)
        .and_then(|proxy| proxy.path(DEFAULT_COLLECTION))
        .and_then(|proxy| proxy.interface("org.freedesktop.Secret.Collection"))
        .and_then(|proxy| proxy.cache_properties(zbus::proxy::CacheProperties::No).build())
        .expect("the session bus is connected")
}
