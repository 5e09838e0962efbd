//! The program that shows tray icons.

use std::thread;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask};
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
    /// The bus is queried on a thread of its own, because a blocking call of zbus must not run on an
    /// async one.
    pub fn has_host(&self) -> bool {
        self.has_status_notifier_host() || has_x11_tray(self.display.as_deref()).unwrap_or(false)
    }

    /// Returns true if a StatusNotifier host shows icons there.
    pub fn has_status_notifier_host(&self) -> bool {
        let bus = self.bus.clone();
        let ask = move || has_status_notifier_host(bus.as_deref()).unwrap_or(false);
        thread::spawn(ask).join().unwrap_or(false)
    }
}

/// Calls `react` each time that a tray of X11 begins on a display.
///
/// It is called on a thread of its own. `None` stands for this session's display. Without a display it
/// never does.
pub fn on_x11_tray(display: Option<String>, react: impl Fn() + Send + 'static) {
    thread::spawn(move || watch_x11_tray(display.as_deref(), &react).is_ok());
}

/// Waits for the messages with which trays announce themselves (System Tray Protocol).
fn watch_x11_tray(display: Option<&str>, react: &dyn Fn()) -> Result<(), Box<dyn std::error::Error>> {
    let (connection, screen) = x11rb::connect(display)?;
    let selection = tray_selection(&connection, screen)?;
    let manager = connection.intern_atom(false, b"MANAGER")?.reply()?.atom;
    let root = connection.setup().roots.get(screen).ok_or("a display without a screen")?.root;
    let events = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
    connection.change_window_attributes(root, &events)?.check()?;
    loop {
        if let Event::ClientMessage(message) = connection.wait_for_event()?
            && message.type_ == manager
            && message.data.as_data32()[1] == selection
        {
            react();
        }
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
    let selection = tray_selection(&connection, screen)?;
    let owner = connection.get_selection_owner(selection)?.reply()?.owner;
    Ok(owner != x11rb::NONE)
}

fn tray_selection(connection: &impl Connection, screen: usize) -> Result<u32, Box<dyn std::error::Error>> {
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
}
