//! The connection to a bus.

use zbus::blocking::{Connection, connection};

/// Connects to the bus at `address`; `None` stands for the session bus.
pub(crate) fn connect(address: Option<&str>) -> zbus::Result<Connection> {
    match address {
        Some(address) => connection::Builder::address(address)?.build(),
        None => Connection::session(),
    }
}
