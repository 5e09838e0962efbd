//! Services that no installed program is, but that a session may meet.

use std::collections::HashMap;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::fdo;
use zbus::object_server::Interface;
use zbus::zvariant::OwnedValue;

/// The bus name and the interface of the watcher of tray icons.
pub(crate) const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// The bus name and the interface of notification daemons.
pub(crate) const NOTIFICATIONS: &str = "org.freedesktop.Notifications";

/// A service of this process, which ends on drop.
#[derive(Debug)]
pub struct Stub {
    _bus: Connection,
}

/// A watcher of tray icons: it takes icons, and shows them only if it says that it has a host.
struct Watcher {
    has_host: bool,
}

/// A notification daemon that takes no notification, as one that is flooded.
struct Refuser;

impl Stub {
    /// Starts a watcher on the bus at `address`.
    pub(crate) fn watcher(address: &str, has_host: bool) -> Self {
        Self::start(address, "/StatusNotifierWatcher", WATCHER, Watcher { has_host })
    }

    /// Starts a notification daemon that refuses, on the bus at `address`.
    pub(crate) fn refuser(address: &str) -> Self {
        Self::start(address, "/org/freedesktop/Notifications", NOTIFICATIONS, Refuser)
    }

    fn start(address: &str, path: &str, name: &str, interface: impl Interface) -> Self {
        let bus = Builder::address(address)
            .and_then(|it| it.serve_at(path, interface))
            .and_then(|it| it.name(name))
            .and_then(Builder::build);
        Self { _bus: bus.unwrap_or_else(|error| panic!("{name} has another owner: {error}")) }
    }
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, _service: &str) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.has_host
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Refuser {
    fn get_capabilities(&self) -> Vec<String> {
        Vec::new()
    }

    #[expect(clippy::too_many_arguments, reason = "they are the specification's")]
    fn notify(
        &self,
        _program: &str,
        _replaced: u32,
        _icon: &str,
        _title: &str,
        _text: &str,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _limit: i32,
    ) -> fdo::Result<u32> {
        Err(fdo::Error::LimitsExceeded("too many notifications".to_owned()))
    }
}
