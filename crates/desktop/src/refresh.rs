//! Refreshes: on a click, from the tray, and by the schedule.

use std::mem;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use kabinet_api::view::{Changes, Failure, Progress, Refreshed};
use kabinet_api::{
    AccountContext, AccountKey, ApiError, Credentials, JITTER_MAX, Plan, ProgressObserver, RetryPolicy,
    Scope, Trigger, has_slept,
};
use rand::RngExt;
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::Desktop;
use crate::shell::{Event, Screen};

impl Desktop {
    /// Refreshes an account on a click.
    ///
    /// A given password that is right is stored.
    ///
    /// # Errors
    /// The failure of [`AccountContext::stored_credentials`] or [`AccountContext::refresh`].
    pub async fn refresh(
        &self,
        key: &AccountKey,
        password: Option<SecretString>,
    ) -> Result<Refreshed, Failure> {
        let refreshed = self.refresh_on_click(key, password).await;
        self.draw_tray();
        self.localized(refreshed)
    }

    /// Cancels the running refresh.
    ///
    /// The data that it has read stay.
    pub fn cancel_refresh(&self) {
        self.with_state(|state| state.cancel.cancel());
    }

    /// Refreshes the accounts whose time has come by the schedule.
    pub async fn refresh_due(self: &Arc<Self>) {
        let now = self.clock.now();
        let woke = self.slept_at(now).map(Trigger::Woke);
        let reconnected = self.has_network_again().then_some(Trigger::Reconnected);
        let opened = self.with_state(|state| mem::take(&mut state.was_opened)).then_some(Trigger::Opened);
        let happened = [woke, reconnected, opened];
        for key in self.api.account_keys().unwrap_or_default() {
            if self.is_due(&key, happened, now) {
                self.refresh_by_schedule(&key).await;
            }
        }
    }

    /// Plans the refreshes that lacked a password for the next tick: a keyring has come.
    pub fn keyring_came(&self) {
        self.api.ask_keyring_again();
        let now = self.clock.now();
        for key in self.api.account_keys().unwrap_or_default() {
            let account = self.api.open(&key);
            let lacks = account.and_then(|account| account.lacks_password());
            if lacks.unwrap_or(false) {
                let plan = self.plan(&key).unwrap_or_default().moved_to(now);
                self.with_state(|state| state.plans.insert(key, plan));
            }
        }
    }

    /// Tells the window that the keyring began, or ceased, to wait for the customer's answer.
    pub fn keyring_prompt(&self, is_open: bool) {
        self.shell.emit(&Event::KeyringPrompt(is_open));
    }

    /// Refreshes every account from the tray.
    ///
    /// The window requests a missing password.
    pub(crate) async fn refresh_all(&self) {
        for key in self.api.account_keys().unwrap_or_default() {
            let Ok(mut account) = self.api.open(&key) else { continue };
            if account.is_fresh().unwrap_or(false) {
                continue;
            }
            // Other failures are recorded: the icon and the window show them.
            if let Err(ApiError::PasswordNeeded { .. }) = self.run_refresh(&mut account, None).await {
                self.shell.open_window(Some(Screen::Overview));
            }
            self.shell.emit(&Event::Changed(key));
        }
        self.draw_tray();
    }

    async fn refresh_on_click(
        &self,
        key: &AccountKey,
        password: Option<SecretString>,
    ) -> Result<Refreshed, ApiError> {
        let mut account = self.active().open(key)?;
        if password.is_none() && account.is_fresh()? {
            return account.nothing_new();
        }
        self.cancel_refresh();
        self.run_refresh(&mut account, password).await
    }

    async fn refresh_by_schedule(self: &Arc<Self>, key: &AccountKey) {
        let Ok(mut account) = self.api.open(key) else { return };
        let is_retry = self.plan(key).is_some_and(|plan| plan.is_retry());
        if !is_retry && account.record_automatic_refresh().is_err() {
            return;
        }
        let before = self.changes(&account);
        // A failure is recorded: the icon and the window show it.
        let _ = self.run_refresh(&mut account, None).await;
        self.notify_changes(&account, before.as_ref());
        self.shell.emit(&Event::Changed(key.clone()));
        self.draw_tray();
    }

    /// Shows one notification, however much has changed.
    fn notify_changes(self: &Arc<Self>, account: &AccountContext, before: Option<&Changes>) {
        let changes = self.changes(account).filter(|_| self.preferences().notify_changes);
        if let Some(changes) = changes.filter(|now| before.is_none_or(|before| before.at < now.at)) {
            let texts: Vec<&str> = changes.items.iter().map(|it| it.text.as_str()).collect();
            self.notify_of_changes(texts.join("\n"));
        }
    }

    /// Returns the last changes.
    ///
    /// A database that cannot be read is reported in the window.
    fn changes(&self, account: &AccountContext) -> Option<Changes> {
        account.changes(self.language()).ok().flatten()
    }

    /// Refreshes an account, one at a time, and plans its next refresh.
    async fn run_refresh(
        &self,
        account: &mut AccountContext,
        password: Option<SecretString>,
    ) -> Result<Refreshed, ApiError> {
        let _lock = self.refresh_lock.lock().await;
        let outcome = self.read_account(account, password).await;
        if let Err(error @ ApiError::PasswordNeeded { .. }) = &outcome {
            // Where the database fails too, its own failure is shown in the window.
            let _ = account.record_failure(error.code());
        }
        if self.with_state(|state| state.example.is_none()) {
            self.plan_next(account, &outcome);
        }
        outcome
    }

    async fn read_account(
        &self,
        account: &mut AccountContext,
        given: Option<SecretString>,
    ) -> Result<Refreshed, ApiError> {
        let credentials = match given.clone() {
            Some(password) => Credentials::given(password),
            None => account.stored_credentials().await?,
        };
        let observer = self.observer();
        let refreshed = account.refresh(credentials, Scope::Changed, &observer).await?;
        if let Some(password) = given {
            // The keyring's refusal was shown at the sign-in; until the program ends it is kept.
            let _ = account.remember_password(password).await;
        }
        Ok(refreshed)
    }

    fn observer(&self) -> ProgressObserver {
        let cancel = CancellationToken::new();
        self.with_state(|state| state.cancel = cancel.clone());
        let shell = Arc::clone(&self.shell);
        ProgressObserver::new(move |step| shell.emit(&Event::Progress(Progress::from(step))), cancel)
    }

    /// Returns the last look at the clock if the machine has slept since.
    fn slept_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let last = self.with_state(|state| state.last_tick.replace(now));
        last.filter(|last| has_slept(*last, now))
    }

    fn has_network_again(&self) -> bool {
        let has_network = self.shell.has_network();
        let had_network = self.with_state(|state| mem::replace(&mut state.had_network, has_network));
        has_network && !had_network
    }

    /// Plans anew after the events since the last look, and returns true if the time has come.
    fn is_due(&self, key: &AccountKey, happened: [Option<Trigger>; 3], now: DateTime<Utc>) -> bool {
        let began = self.plan(key).is_none().then_some(Trigger::Began);
        let news: Vec<Trigger> = began.into_iter().chain(happened.into_iter().flatten()).collect();
        if let (false, Ok(account)) = (news.is_empty(), self.api.open(key)) {
            news.into_iter().for_each(|trigger| self.set_plan(&account, trigger));
        }
        self.plan(key).is_some_and(|plan| plan.is_due(now))
    }

    fn plan(&self, key: &AccountKey) -> Option<Plan> {
        self.with_state(|state| state.plans.get(key).copied())
    }

    fn plan_next(&self, account: &AccountContext, outcome: &Result<Refreshed, ApiError>) {
        match outcome.as_ref().map_err(ApiError::trouble) {
            Ok(_) => self.set_plan(account, Trigger::Refreshed),
            Err(Some(trouble)) => self.set_plan(account, Trigger::Failed(trouble)),
            // The customer stopped it.
            Err(None) if self.plan(&account.key()).is_some_and(|plan| plan.is_due(self.clock.now())) => {
                self.set_plan(account, Trigger::Failed(RetryPolicy::NextInterval));
            }
            Err(None) => {}
        }
    }

    fn set_plan(&self, account: &AccountContext, trigger: Trigger) {
        let (key, jitter) = (account.key(), rand::rng().random_range(0..=JITTER_MAX));
        let plan = account.plan_refresh(trigger, self.plan(&key), jitter).unwrap_or_default();
        self.with_state(|state| state.plans.insert(key, plan));
    }
}
