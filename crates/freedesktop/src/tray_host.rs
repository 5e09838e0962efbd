//! The program that shows tray icons.

use std::thread;

use x11rb::protocol::xproto::ConnectionExt as _;
use zbus::blocking::{Connection, Proxy};

/// Returns true if the desktop shows icons: by a StatusNotifier host, or by a tray of X11.
///
/// Runs on a thread of its own, because a blocking call of zbus must not run on an async one.
pub fn has_tray_host() -> bool {
    let ask = || has_status_notifier_host().unwrap_or(false) || has_x11_tray().unwrap_or(false);
    thread::spawn(ask).join().unwrap_or(false)
}

/// Asks the watcher for a host.
///
/// A watcher alone shows nothing: it may run without a host.
fn has_status_notifier_host() -> zbus::Result<bool> {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let bus = Connection::session()?;
    let watcher = Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
    watcher.get_property("IsStatusNotifierHostRegistered")
}

/// Asks the X server for the owner of the tray's selection (System Tray Protocol).
///
/// libappindicator puts its icon there if no watcher exists.
fn has_x11_tray() -> Result<bool, Box<dyn std::error::Error>> {
    let (connection, screen) = x11rb::connect(None)?;
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    let selection = connection.intern_atom(false, name.as_bytes())?.reply()?.atom;
    let owner = connection.get_selection_owner(selection)?.reply()?.owner;
    Ok(owner != x11rb::NONE)
}
