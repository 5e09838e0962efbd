use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

use crate::Session;

const SERVICE: &str = "org.freedesktop.secrets";
const DEFAULT: &str = "/org/freedesktop/secrets/aliases/default";

impl Session {
    /// What each secret that the keyring keeps is called; one that is just being deleted is none.
    ///
    /// # Panics
    /// If the keyring does not answer.
    pub fn secrets(&self) -> Vec<String> {
        let items = collection(self.bus()).get_property::<Vec<OwnedObjectPath>>("Items");
        let label = |item: OwnedObjectPath| {
            let item = Proxy::new(self.bus(), SERVICE, item, "org.freedesktop.Secret.Item");
            item.and_then(|item| item.get_property::<String>("Label")).ok()
        };
        items.expect("the keyring lists its items").into_iter().filter_map(label).collect()
    }
}

pub(crate) fn is_unlocked(bus: &Connection) -> bool {
    collection(bus).get_property::<bool>("Locked").is_ok_and(|locked| !locked)
}

/// Its properties are not kept in memory: others change them.
fn collection(bus: &Connection) -> Proxy<'_> {
    zbus::blocking::proxy::Builder::new(bus)
        .destination(SERVICE)
        .and_then(|proxy| proxy.path(DEFAULT))
        .and_then(|proxy| proxy.interface("org.freedesktop.Secret.Collection"))
        .and_then(|proxy| proxy.cache_properties(zbus::proxy::CacheProperties::No).build())
        .expect("the bus takes questions")
}
