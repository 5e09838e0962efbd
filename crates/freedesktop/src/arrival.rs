//! The arrival of programs on the session bus.

use std::thread;

use zbus::blocking::fdo::DBusProxy;

use crate::bus;

/// Calls `react` each time that `name` gets an owner on the bus at `address`.
///
/// It is called on a thread of its own. `None` stands for the session bus. Without a bus it never does.
pub fn on_arrival(address: Option<String>, name: &'static str, react: impl Fn() + Send + 'static) {
    thread::spawn(move || watch(address.as_deref(), name, &react));
}

fn watch(address: Option<&str>, name: &str, react: &dyn Fn()) -> zbus::Result<()> {
    let bus = bus::connect(address)?;
    let changes = DBusProxy::new(&bus)?.receive_name_owner_changed_with_args(&[(0, name)])?;
    for change in changes {
        if change.args()?.new_owner().is_some() {
            react();
        }
    }
    Ok(())
}
