//! The log of requests that the portal has received.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::canary::ReceivedRequest;
use crate::request::Request;
use crate::screen::Screen;

/// The requests since the portal was started.
#[derive(Debug, Clone, Default)]
pub struct Stats {
    /// The largest number of requests in flight at once.
    pub most_at_once: usize,
    /// Every request in the order received.
    pub log: Vec<Logged>,
    /// The places where a watched password did not belong.
    pub leaks: Vec<String>,
    in_flight: usize,
}

/// A received request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub path: String,
    /// The screen that it asks for; `None` if the site has no such page.
    pub screen: Option<Screen>,
}

/// Records requests, and counts those in flight.
#[derive(Debug, Clone, Default)]
pub(crate) struct RequestLog(Arc<Mutex<Stats>>);

/// A request in flight, until it is dropped.
pub(crate) struct InFlight(RequestLog);

impl Stats {
    /// Returns the number of requests.
    pub fn requests(&self) -> usize {
        self.log.len()
    }

    /// Returns the number of requests for that screen.
    pub fn requests_for(&self, screen: Screen) -> usize {
        self.log.iter().filter(|logged| logged.screen == Some(screen)).count()
    }

    /// Returns the number of submissions of a login and password.
    pub fn sign_in_attempts(&self) -> usize {
        self.requests_for(Screen::SignInSent)
    }
}

impl RequestLog {
    pub(crate) fn stats(&self) -> Stats {
        self.lock().clone()
    }

    /// Empties the log; leaks of a password stay.
    pub(crate) fn forget(&self) {
        self.lock().log = Vec::new();
    }

    /// Records the places of a request that have passwords and must not.
    pub(crate) fn watch(&self, request: &Request, screen: Option<Screen>, passwords: &[&str]) {
        let received = ReceivedRequest {
            method: &request.method,
            target: &request.target,
            head: &request.head,
            body: &request.body,
        };
        let leak = |password: &&str| received.leak(password, screen == Some(Screen::SignInSent));
        self.lock().leaks.extend(passwords.iter().filter_map(leak));
    }

    pub(crate) fn enter(&self, request: &Request, screen: Option<Screen>) -> InFlight {
        let mut stats = self.lock();
        stats.log.push(Logged { method: request.method.clone(), path: request.target.clone(), screen });
        stats.in_flight += 1;
        stats.most_at_once = stats.most_at_once.max(stats.in_flight);
        InFlight(self.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Stats> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.lock().in_flight -= 1;
    }
}
