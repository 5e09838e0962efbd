use std::net::{Ipv4Addr, Ipv6Addr, UdpSocket};

/// Addresses of nobody, kept for documents (RFC 5737, RFC 3849); the discard port.
const SOMEWHERE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);
const SOMEWHERE_6: (Ipv6Addr, u16) = (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 9);

/// Whether the system knows a way to addresses beyond its own network. Nothing is sent: to connect
/// a UDP socket only looks up the way.
pub fn leads_on() -> bool {
    let by_4 = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| socket.connect(SOMEWHERE));
    let by_6 = || UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)).and_then(|socket| socket.connect(SOMEWHERE_6));
    by_4.or_else(|_| by_6()).is_ok()
}
