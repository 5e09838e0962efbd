//! Sites below HTTP, as the bytes of a connection.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use kabinet_demo::{CANARY, canary};

/// The disguises in which the password was heard at sites that have no sign-in form.
static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Records the bytes that a site without a form received, if the password is in them.
pub fn hear(bytes: &[u8]) {
    let disguise = canary::find(CANARY, bytes);
    HEARD.lock().unwrap().extend(disguise.map(|_| String::from_utf8_lossy(bytes).into_owned()));
}

/// Returns the received bytes with the password in them.
pub fn heard_passwords() -> Vec<String> {
    HEARD.lock().unwrap().clone()
}

/// A step of a site on a connection, which it closes after the last one.
#[derive(Clone)]
pub enum Step {
    /// Waits for data and leaves them unread, so that closing is a reset.
    Await,
    /// Reads some data.
    Hear,
    /// Sends these bytes.
    Say(Vec<u8>),
    /// Sends these bytes again and again.
    Repeat(Vec<u8>),
    /// Sends these bytes one by one, with a pause before each.
    Drip(Vec<u8>, Duration),
    /// Sends nothing until the visitor leaves.
    Fall,
}

/// Starts a site that takes these steps on every connection, until the tests end.
pub fn serve(script: Vec<Step>) -> SocketAddr {
    listen(move |stream| play(stream, &script))
}

/// Starts a site that treats every connection in the same way, until the tests end.
pub fn listen<T>(treat: impl Fn(TcpStream) -> T + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let treat = Arc::new(treat);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let treat = Arc::clone(&treat);
            thread::spawn(move || drop(treat(stream)));
        }
    });
    address
}

/// Returns an address at which nobody listens.
pub fn closed() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Visitors whose connections nobody accepts, so that later ones are not accepted either.
pub struct Crowd {
    _listener: TcpListener,
    _visitors: Vec<TcpStream>,
}

/// Starts a site that accepts no further connection as long as its crowd is kept.
pub fn crowded() -> (SocketAddr, Crowd) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let patience = Duration::from_millis(300);
    let visitors = std::iter::from_fn(|| TcpStream::connect_timeout(&address, patience).ok()).collect();
    (address, Crowd { _listener: listener, _visitors: visitors })
}

/// Takes the steps; an error means that the visitor left early, which is no fault of the site.
fn play(mut stream: TcpStream, script: &[Step]) -> std::io::Result<()> {
    let mut heard = [0; 16 * 1024];
    for step in script {
        match step {
            Step::Await => drop(stream.peek(&mut heard[..1])?),
            Step::Hear => {
                let length = stream.read(&mut heard)?;
                hear(&heard[..length]);
            }
            Step::Say(bytes) => stream.write_all(bytes)?,
            Step::Repeat(bytes) => loop {
                stream.write_all(bytes)?;
            },
            Step::Drip(bytes, pause) => {
                for byte in bytes {
                    thread::sleep(*pause);
                    stream.write_all(&[*byte])?;
                }
            }
            Step::Fall => loop {
                let length = stream.read(&mut heard)?;
                if length == 0 {
                    break;
                }
                hear(&heard[..length]);
            },
        }
    }
    Ok(())
}
