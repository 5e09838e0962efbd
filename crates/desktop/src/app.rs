//! The desktop program and its state.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use kabinet_api::view::{About, AppInfo, Failure, LanguageChoice, Link, Look, Preferences, Startup};
use kabinet_api::{AccountKey, Api, ApiError, Clock, Language, Plan, ReminderKey, Tray};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::demo_site::Example;
use crate::l10n;
use crate::shell::{Screen, Shell};
use crate::updater::{KnownUpdate, Updater};

/// The desktop program.
pub struct Desktop {
    pub(crate) api: Api,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) shell: Arc<dyn Shell>,
    /// The source of new versions; `None` if this build does not update itself.
    pub(crate) updater: Option<Arc<dyn Updater>>,
    pub(crate) update_lock: tokio::sync::Mutex<()>,
    pub(crate) refresh_lock: tokio::sync::Mutex<()>,
    system_language: Language,
    started: Notify,
    state: Mutex<State>,
}

/// The state of the program until it ends.
pub(crate) struct State {
    pub(crate) preferences: Preferences,
    pub(crate) example: Option<Arc<Example>>,
    pub(crate) drawn_tray: Option<Tray>,
    pub(crate) plans: HashMap<AccountKey, Plan>,
    pub(crate) last_tick: Option<DateTime<Utc>>,
    /// True from the opening of a window until the next look at the due refreshes.
    pub(crate) was_opened: bool,
    pub(crate) had_network: bool,
    pub(crate) cancel: CancellationToken,
    pub(crate) calendar: Option<TempDir>,
    pub(crate) exported: Option<PathBuf>,
    pub(crate) report: Option<(AccountKey, String)>,
    pub(crate) sign_in_report: Option<String>,
    /// The reminders that the system received in this run and did not refuse.
    pub(crate) handed_over: BTreeSet<(AccountKey, ReminderKey)>,
    /// The last changes that the system refused to show.
    pub(crate) refused_changes: Option<String>,
    pub(crate) update: Option<KnownUpdate>,
    /// The time of the last check for updates in this run.
    pub(crate) checked_for_updates: Option<DateTime<Utc>>,
}

impl Desktop {
    /// Creates the program.
    ///
    /// Uses `system_language` until the customer picks one.
    pub fn new(
        api: Api,
        clock: Arc<dyn Clock>,
        shell: Arc<dyn Shell>,
        preferences: Preferences,
        system_language: Language,
    ) -> Self {
        let state = Mutex::new(State::new(preferences));
        let (refresh_lock, started) = (tokio::sync::Mutex::default(), Notify::new());
        let (updater, update_lock) = (None, tokio::sync::Mutex::default());
        Self { api, clock, shell, updater, update_lock, refresh_lock, system_language, started, state }
    }

    /// Returns the program with a source of its own new versions, if there is one.
    pub fn with_updater(self, updater: Option<Arc<dyn Updater>>) -> Self {
        Self { updater, ..self }
    }

    /// Answers a question of the window from the active data.
    ///
    /// The active data are the example while it is shown, otherwise the customer's own.
    ///
    /// # Errors
    /// The failure of `ask`, in the language of the window.
    pub fn query<T>(&self, ask: impl FnOnce(&Api, Language) -> Result<T, ApiError>) -> Result<T, Failure> {
        self.localized(ask(&self.active(), self.language()))
    }

    /// Returns the data that the window starts with.
    ///
    /// # Errors
    /// The failure of the database.
    pub fn app_info(&self) -> Result<AppInfo, Failure> {
        let api = self.active();
        Ok(AppInfo {
            accounts: self.localized(api.accounts())?.accounts,
            providers: api.providers(),
            preferences: self.preferences(),
            locale: locale(self.language()).to_owned(),
            example: self.with_state(|state| state.example.is_some()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            updates_itself: self.updater.is_some(),
            update: self.update_offer(),
        })
    }

    /// Returns the documents of the program.
    pub fn about(&self) -> About {
        let licences = [include_str!("../../../LICENSE-MIT"), include_str!("../../../LICENSE-APACHE")];
        About { news: include_str!("../../../CHANGELOG.md").to_owned(), licence: licences.join("\n") }
    }

    /// Opens the folder with the data.
    ///
    /// # Errors
    /// The failure of the system.
    pub fn open_data_folder(&self) -> Result<(), Failure> {
        self.localized(self.shell.open_file(self.api.folder()).map_err(ApiError::SystemRefused))
    }

    /// Returns the address of the window's page.
    ///
    /// It carries the language and the look, which the page needs before the first answer: a keyring
    /// that prompts, or a database that cannot be opened, keeps it waiting. The screen to begin with is
    /// in it too, because a page that loads receives no event.
    pub fn page(&self, screen: Option<Screen>) -> String {
        let look = match self.preferences().look {
            Look::System => "system",
            Look::Light => "light",
            Look::Dark => "dark",
        };
        let screen = screen.map(|screen| format!("&screen={}", screen.name())).unwrap_or_default();
        format!("index.html?locale={}&look={look}{screen}", locale(self.language()))
    }

    /// Returns the data of the first screen.
    ///
    /// Data that are not recent are refreshed at the next look at the due refreshes.
    ///
    /// # Errors
    /// The failure of the database.
    pub fn startup(&self) -> Result<Startup, Failure> {
        self.api.ask_keyring_again();
        let start = self.app_info()?;
        let first = start.accounts.first().and_then(|account| {
            self.query(|api, language| api.open(&account.key)?.overview_screen(language)).ok()
        });
        self.with_state(|state| state.was_opened = true);
        self.started.notify_one();
        Ok(Startup { start, first })
    }

    /// Waits until the window has received the data of its first screen.
    pub async fn started(&self) {
        self.started.notified().await;
    }

    /// Opens a link of an account in the browser.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::link`], or of the system.
    pub fn open_link(&self, account: &AccountKey, link: Link) -> Result<(), Failure> {
        let page = self.active().open(account).and_then(|account| account.link(link));
        self.localized(page.and_then(|page| self.open_page(&page)))
    }

    /// Opens a link of a provider in the browser.
    ///
    /// # Errors
    /// The failure of [`Api::provider_link`], or of the system.
    pub fn open_provider_link(&self, provider_id: &str, link: Link) -> Result<(), Failure> {
        let page = self.active().provider_link(provider_id, link);
        self.localized(page.and_then(|page| self.open_page(&page)))
    }

    fn open_page(&self, page: &Url) -> Result<(), ApiError> {
        self.shell.open_page(page).map_err(ApiError::SystemRefused)
    }

    /// Returns true if the system has a tray.
    pub fn has_tray(&self) -> bool {
        self.shell.has_tray()
    }

    /// Applies preferences, and saves them.
    ///
    /// # Errors
    /// The failure of saving.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<(), Failure> {
        self.with_state(|state| state.preferences = preferences);
        self.draw_tray();
        self.localized(self.shell.save_preferences(preferences).map_err(ApiError::SystemRefused))
    }

    /// Shows that the saved preferences could not be read.
    pub fn show_lost_preferences(&self) {
        self.shell.show_message(&l10n::text(self.language(), "preferences-lost"));
    }

    /// Shows that the database was put aside, if it was, and plans to read everything anew.
    pub fn show_set_aside(&self) {
        let Some(news) = self.api.take_set_aside() else { return };
        self.with_state(|state| state.plans.clear());
        let failure = news.localize(self.language());
        self.shell.show_message(&format!("{}\n\n{}", failure.message, failure.hint));
    }

    /// Returns true if the program starts at login.
    ///
    /// # Errors
    /// The failure of the system.
    pub fn autostart(&self) -> Result<bool, Failure> {
        self.localized(self.shell.autostart().map_err(ApiError::SystemRefused))
    }

    /// Sets whether the program starts at login.
    ///
    /// # Errors
    /// The failure of the system.
    pub fn set_autostart(&self, on: bool) -> Result<(), Failure> {
        self.localized(self.shell.set_autostart(on).map_err(ApiError::SystemRefused))
    }

    /// Returns the use cases over the active data.
    ///
    /// The active data are the example while it is shown, otherwise the customer's own.
    pub(crate) fn active(&self) -> Api {
        let example = self.with_state(|state| state.example.as_ref().map(|example| example.api.clone()));
        example.unwrap_or_else(|| self.api.clone())
    }

    pub(crate) fn preferences(&self) -> Preferences {
        self.with_state(|state| state.preferences)
    }

    /// Calls `use_state` with the locked state.
    ///
    /// A guard would live to the end of the caller's statement and could wait for itself.
    pub(crate) fn with_state<T>(&self, use_state: impl FnOnce(&mut State) -> T) -> T {
        use_state(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn language(&self) -> Language {
        match self.preferences().language {
            LanguageChoice::System => self.system_language,
            LanguageChoice::Ru => Language::Ru,
            LanguageChoice::En => Language::En,
        }
    }

    pub(crate) fn localized<T>(&self, outcome: Result<T, ApiError>) -> Result<T, Failure> {
        outcome.map_err(|error| self.active().recover(error).localize(self.language()))
    }
}

impl State {
    fn new(preferences: Preferences) -> Self {
        Self {
            preferences,
            example: None,
            drawn_tray: None,
            plans: HashMap::new(),
            last_tick: None,
            was_opened: false,
            had_network: true,
            cancel: CancellationToken::new(),
            calendar: None,
            exported: None,
            report: None,
            sign_in_report: None,
            handed_over: BTreeSet::new(),
            refused_changes: None,
            update: None,
            checked_for_updates: None,
        }
    }
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru",
        Language::En => "en",
    }
}
