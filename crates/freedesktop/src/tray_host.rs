//! The program that shows tray icons.

use std::thread;

use x11rb::protocol::xproto::ConnectionExt as _;
use zbus::blocking::Proxy;

use crate::bus;

/// The bus and the display on which a tray may be.
///
/// `None` stands for this session's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrayPlace {
    /// The address of the bus.
    pub bus: Option<String>,
    /// The name of the display of X11.
    pub display: Option<String>,
}

impl TrayPlace {
    /// Returns true if icons are shown there: by a StatusNotifier host, or by a tray of X11.
    ///
    /// Asks on a thread of its own, because a blocking call of zbus must not run on an async one.
    pub fn has_host(&self) -> bool {
        let place = self.clone();
        let ask = move || {
            has_status_notifier_host(place.bus.as_deref()).unwrap_or(false)
                || has_x11_tray(place.display.as_deref()).unwrap_or(false)
        };
        thread::spawn(ask).join().unwrap_or(false)
    }
}

/// Asks the watcher for a host.
///
/// A watcher alone shows nothing: it may run without a host.
fn has_status_notifier_host(bus: Option<&str>) -> zbus::Result<bool> {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let bus = bus::connect(bus)?;
    let watcher = Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
    watcher.get_property("IsStatusNotifierHostRegistered")
}

/// Asks the X server for the owner of the tray's selection (System Tray Protocol).
///
/// libappindicator puts its icon there if no watcher exists.
fn has_x11_tray(display: Option<&str>) -> Result<bool, Box<dyn std::error::Error>> {
    let (connection, screen) = x11rb::connect(display)?;
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    let selection = connection.intern_atom(false, name.as_bytes())?.reply()?.atom;
    let owner = connection.get_selection_owner(selection)?.reply()?.owner;
    Ok(owner != x11rb::NONE)
}
