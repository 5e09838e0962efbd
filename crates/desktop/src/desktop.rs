use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use kabinet_api::wire::Failure;
use kabinet_api::wire::opening::{Glance, Opening, Start};
use kabinet_api::wire::window::{self, Preferences};
use kabinet_api::{ApiError, Clock, Kabinet, Language, Tray};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::example::Example;
use crate::refreshing::Plan;
use crate::{Surface, words};

/// The desktop program.
pub struct Desktop {
    pub(crate) own: Kabinet,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) surface: Arc<dyn Surface>,
    pub(crate) turn: tokio::sync::Mutex<()>,
    system_language: Language,
    opened: Notify,
    memory: Mutex<Memory>,
}

/// What the program remembers until it ends.
pub(crate) struct Memory {
    pub(crate) preferences: Preferences,
    pub(crate) example: Option<Arc<Example>>,
    pub(crate) drawn: Option<Tray>,
    pub(crate) plans: HashMap<String, Plan>,
    pub(crate) looked_at: Option<DateTime<Utc>>,
    pub(crate) had_network: bool,
    pub(crate) cancel: CancellationToken,
    pub(crate) calendar: Option<TempDir>,
    pub(crate) report: Option<(String, String)>,
}

impl Desktop {
    /// Over what is kept, seen through that surface, set up so; `system_language` is spoken where
    /// no other was chosen.
    pub fn new(
        own: Kabinet,
        clock: Arc<dyn Clock>,
        surface: Arc<dyn Surface>,
        preferences: Preferences,
        system_language: Language,
    ) -> Self {
        let memory = Memory {
            preferences,
            example: None,
            drawn: None,
            plans: HashMap::new(),
            looked_at: None,
            had_network: true,
            cancel: CancellationToken::new(),
            calendar: None,
            report: None,
        };
        let memory = Mutex::new(memory);
        Self {
            own,
            clock,
            surface,
            turn: tokio::sync::Mutex::default(),
            system_language,
            opened: Notify::new(),
            memory,
        }
    }

    /// What the window begins with.
    ///
    /// # Errors
    /// What is said about the database.
    pub fn start(&self) -> Result<Start, Failure> {
        let current = self.current();
        Ok(Start {
            accounts: self.said(current.accounts())?.accounts,
            providers: current.providers(),
            preferences: self.preferences(),
            locale: locale(self.language()).to_owned(),
            example: self.with(|memory| memory.example.is_some()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// What the window shows first.
    ///
    /// # Errors
    /// What is said about the database.
    pub fn opening(&self) -> Result<Opening, Failure> {
        let start = self.start()?;
        let first = start.accounts.first().and_then(|account| self.glance(&account.login).ok());
        self.opened.notify_one();
        Ok(Opening { start, first })
    }

    /// Waits until the window has been told what it shows first.
    pub async fn opened(&self) {
        self.opened.notified().await;
    }

    fn glance(&self, login: &str) -> Result<Glance, Failure> {
        Ok(Glance {
            overview: self.overview(login)?,
            months: self.months(login)?,
            changes: self.changes(login)?,
            reminders: self.reminders(login)?,
        })
    }

    /// Whether the system has a tray.
    pub fn has_tray(&self) -> bool {
        self.surface.has_tray()
    }

    /// Sets up the window, at once and for the next start.
    ///
    /// # Errors
    /// What is said when the system does not keep it.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<(), Failure> {
        self.with(|memory| memory.preferences = preferences);
        self.draw_tray();
        self.said(self.surface.keep_preferences(preferences).map_err(ApiError::SystemRefused))
    }

    /// Says that what was set up could not be read.
    pub fn preferences_were_lost(&self) {
        self.surface.say(&words::say(self.language(), "preferences-lost"));
    }

    /// Whether the program starts at login.
    ///
    /// # Errors
    /// What is said when the system does not tell.
    pub fn autostart(&self) -> Result<bool, Failure> {
        self.said(self.surface.autostart().map_err(ApiError::SystemRefused))
    }

    /// Has the program start at login, or no longer.
    ///
    /// # Errors
    /// What is said when the system refuses.
    pub fn set_autostart(&self, on: bool) -> Result<(), Failure> {
        self.said(self.surface.set_autostart(on).map_err(ApiError::SystemRefused))
    }

    /// What is being looked at: the example while it is shown, otherwise what is kept.
    pub(crate) fn current(&self) -> Kabinet {
        let example = self.with(|memory| memory.example.as_ref().map(|example| example.kabinet.clone()));
        example.unwrap_or_else(|| self.own.clone())
    }

    pub(crate) fn preferences(&self) -> Preferences {
        self.with(|memory| memory.preferences)
    }

    /// A guard that was handed out could outlive its use within a statement and wait for itself.
    pub(crate) fn with<T>(&self, use_memory: impl FnOnce(&mut Memory) -> T) -> T {
        use_memory(&mut self.memory.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn language(&self) -> Language {
        match self.preferences().language {
            window::Language::System => self.system_language,
            window::Language::Ru => Language::Ru,
            window::Language::En => Language::En,
        }
    }

    pub(crate) fn said<T>(&self, outcome: Result<T, ApiError>) -> Result<T, Failure> {
        outcome.map_err(|error| error.words(self.language()))
    }
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru",
        Language::En => "en",
    }
}
