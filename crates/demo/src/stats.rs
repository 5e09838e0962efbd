use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::asked::Asked;
use crate::skin::Screen;

/// What the cabinet has been asked since it was started.
#[derive(Debug, Clone, Default)]
pub struct Stats {
    /// The most requests that were in flight at once.
    pub most_at_once: usize,
    /// Every request in the order they came.
    pub log: Vec<Logged>,
    in_flight: usize,
}

/// A request that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Its method.
    pub method: String,
    /// The path with its parameters.
    pub path: String,
    /// What it asked for; nothing if the site has no such page.
    pub screen: Option<Screen>,
}

/// Counts requests from their coming to their answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter(Arc<Mutex<Stats>>);

pub(crate) struct InFlight(Counter);

impl Stats {
    /// How many requests came.
    pub fn requests(&self) -> usize {
        self.log.len()
    }

    /// How many of them asked for that screen.
    pub fn requests_for(&self, screen: Screen) -> usize {
        self.log.iter().filter(|logged| logged.screen == Some(screen)).count()
    }

    /// How many times a login and a password were sent.
    pub fn sign_in_attempts(&self) -> usize {
        self.requests_for(Screen::SignInSent)
    }
}

impl Counter {
    pub(crate) fn stats(&self) -> Stats {
        self.lock().clone()
    }

    pub(crate) fn enter(&self, asked: &Asked, screen: Option<Screen>) -> InFlight {
        let mut stats = self.lock();
        stats.log.push(Logged { method: asked.method.clone(), path: asked.address.clone(), screen });
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
