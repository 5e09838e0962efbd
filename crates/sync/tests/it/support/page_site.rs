//! A site of a few pages that records every request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use kabinet_demo::CANARY;
use kabinet_demo::canary::{self, ReceivedRequest};
use url::Url;

/// The address of the only sign-in form.
const SIGN_IN_FORM: &str = "/lk/login";

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Received {
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The header lines.
    pub head: String,
    pub body: String,
}

/// An answer: a page, the address of a redirect, or an answer that sets a cookie.
pub enum Reply {
    Page(u16, String),
    Redirect(String),
    WithCookie(String, Box<Reply>),
}

impl Reply {
    /// Returns the status, the extra headers and the body.
    fn into_parts(self) -> (u16, String, String) {
        match self {
            Self::Page(status, body) => (status, String::new(), body),
            Self::Redirect(to) => (302, format!("Location: {to}\r\n"), String::new()),
            Self::WithCookie(cookie, reply) => {
                let (status, headers, body) = reply.into_parts();
                (status, format!("{headers}Set-Cookie: {cookie}; Path=/\r\n"), body)
            }
        }
    }
}

impl Received {
    /// Describes the place where the password does not belong; `None` if all is well.
    fn leak(&self) -> Option<String> {
        let Self { method, path: target, head, body } = self;
        let request = ReceivedRequest { method, target, head: head.as_bytes(), body: body.as_bytes() };
        request.leak(CANARY, target == SIGN_IN_FORM)
    }

    /// Returns true if the body holds the password.
    pub fn has_password(&self) -> bool {
        canary::find(CANARY, self.body.as_bytes()).is_some()
    }
}

/// A running site, which stops with the tests.
///
/// Dropping it fails if the password came anywhere but in the body of its sign-in form.
pub struct PageSite {
    pub url: Url,
    received: Arc<Mutex<Vec<Received>>>,
}

impl PageSite {
    /// Starts a site that answers every request by `reply`.
    pub fn start(reply: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let (log, reply) = (Arc::clone(&received), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, reply) = (Arc::clone(&log), Arc::clone(&reply));
                thread::spawn(move || answer(stream, &log, reply.as_ref()));
            }
        });
        Self { url, received }
    }

    /// Returns the requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

impl Drop for PageSite {
    fn drop(&mut self) {
        let leaks: Vec<String> = self.received().iter().filter_map(Received::leak).collect();
        assert!(
            leaks.is_empty() || thread::panicking(),
            "the password was sent to a wrong place: {leaks:#?}"
        );
    }
}

fn answer(
    mut stream: TcpStream,
    log: &Mutex<Vec<Received>>,
    reply: &dyn Fn(&Received) -> Reply,
) -> Option<()> {
    let request = receive(&stream)?;
    log.lock().unwrap().push(request.clone());
    let (status, header, body) = reply(&request).into_parts();
    let head = format!(
        "HTTP/1.1 {status} x\r\nContent-Type: text/html; charset=utf-8\r\n{header}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()
}

fn receive(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut head = String::new();
    while reader.read_line(&mut head).ok()? > 2 {}
    let length = head.lines().filter_map(|line| line.split_once(':'));
    let length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.filter_map(|(_, value)| value.trim().parse().ok()).next().unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received { method, path, head, body: String::from_utf8(body).ok()? })
}
