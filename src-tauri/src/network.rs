//! The route to other networks.

use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};

/// An address that is reserved for documentation (RFC 5737), and the discard port.
const SOMEWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);
/// An address that is reserved for documentation (RFC 3849), and the discard port.
const SOMEWHERE_6: (Ipv6Addr, u16) = (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 9);

/// Returns true if the system has a route to other networks.
///
/// Sends nothing: connecting a UDP socket only looks up the route.
pub fn has_route() -> bool {
    let by_4 = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| socket.connect(SOMEWHERE));
    let by_6 = || UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)).and_then(|socket| socket.connect(SOMEWHERE_6));
    by_4.or_else(|_| by_6()).is_ok()
}
