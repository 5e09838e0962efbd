//! The arrival of programs on the session bus.

use std::thread;

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;

/// Calls `react` on a thread of its own each time that `name` gets an owner on the session bus.
///
/// Without a session bus it never does.
pub fn on_arrival(name: &'static str, react: impl Fn() + Send + 'static) {
    thread::spawn(move || watch(name, &react));
}

fn watch(name: &str, react: &dyn Fn()) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let changes = DBusProxy::new(&bus)?.receive_name_owner_changed_with_args(&[(0, name)])?;
    for change in changes {
        if change.args()?.new_owner().is_some() {
            react();
        }
    }
    Ok(())
}
