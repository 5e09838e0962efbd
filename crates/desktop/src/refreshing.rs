use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::wire::meaning::Changes;
use kabinet_api::wire::window::Progress;
use kabinet_api::wire::{Failure, Refreshed};
use kabinet_api::{ATTEMPTS, Access, Account, ApiError, CERTAIN, Kabinet, Occasion, Scope, Watch};
use rand::RngExt;
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::{Desktop, Event};

/// When an account is refreshed next without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    next: Option<DateTime<Utc>>,
    failures: u32,
}

/// After a longer pause between two looks the machine has slept, or its clock was set.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

impl Desktop {
    /// Reads what is new of an account, because the person asked for it. A password that was given
    /// and is right is kept for the next time.
    ///
    /// # Errors
    /// Those of [`Kabinet::kept_access`] and [`Kabinet::refresh`], in words.
    pub async fn refresh(&self, login: &str, password: Option<SecretString>) -> Result<Refreshed, Failure> {
        let current = self.current();
        let account = self.said(current.chosen(Some(login)))?.swap_remove(0);
        if password.is_none() && self.said(current.is_fresh(&account))? {
            return Ok(nothing_new(account));
        }
        self.stop_refreshing();
        let refreshed = self.read(&current, &account, password).await;
        self.draw_tray();
        self.said(refreshed)
    }

    /// Stops the refresh that is going on. What it has read stays.
    pub fn stop_refreshing(&self) {
        self.with(|memory| memory.cancel.cancel());
    }

    /// Refreshes the accounts whose time has come, as the polite schedule says.
    pub async fn refresh_due(&self) {
        let now = self.clock.now();
        let before = self.with(|memory| memory.looked_at.replace(now));
        let slept =
            before.is_some_and(|before| !(TimeDelta::zero()..LONGEST_PAUSE).contains(&(now - before)));
        let has_network = self.surface.has_network();
        let had_network = self.with(|memory| std::mem::replace(&mut memory.had_network, has_network));
        if slept || (has_network && !had_network) {
            self.with(|memory| memory.plans.clear());
        }
        for account in self.own.chosen(None).unwrap_or_default() {
            if self.is_due(&account, now) {
                self.refresh_unasked(&account).await;
            }
        }
    }

    /// Reads every account anew, because the person asked for it in the tray.
    pub(crate) async fn refresh_all(&self) {
        for account in self.own.chosen(None).unwrap_or_default() {
            if !self.own.is_fresh(&account).unwrap_or(false) {
                // What went wrong is recorded; the tray's icon and the window tell it.
                let _ = self.read(&self.own, &account, None).await;
                self.surface.tell(&Event::Changed(account.login));
            }
        }
        self.draw_tray();
    }

    async fn refresh_unasked(&self, account: &Account) {
        let failures = self.plan(account).map_or(0, |plan| plan.failures);
        if failures == 0 && self.own.record_automatic_refresh(account).is_err() {
            return;
        }
        let before = self.changes_of(account);
        let _ = self.read(&self.own, account, None).await;
        self.tell_changes(account, before.as_ref());
        self.surface.tell(&Event::Changed(account.login.clone()));
        self.draw_tray();
    }

    /// One notification, however much has changed.
    fn tell_changes(&self, account: &Account, before: Option<&Changes>) {
        let changes = self.changes_of(account).filter(|_| self.preferences().notify_changes);
        if let Some(changes) = changes.filter(|now| before.is_none_or(|before| before.at < now.at)) {
            let texts: Vec<&str> = changes.items.iter().map(|it| it.text.as_str()).collect();
            self.notify("changes-title", &texts.join("\n"));
        }
    }

    /// A database that cannot be read tells so in the window.
    fn changes_of(&self, account: &Account) -> Option<Changes> {
        self.own.changes(Some(&key(account)), self.language()).ok().flatten()
    }

    /// One at a time, whoever asked for it.
    async fn read(
        &self,
        kabinet: &Kabinet,
        account: &Account,
        given: Option<SecretString>,
    ) -> Result<Refreshed, ApiError> {
        let _turn = self.turn.lock().await;
        let outcome = self.read_in_turn(kabinet, account, given).await;
        if self.with(|memory| memory.example.is_none()) {
            self.plan_after(account, &outcome);
        }
        outcome
    }

    async fn read_in_turn(
        &self,
        kabinet: &Kabinet,
        account: &Account,
        given: Option<SecretString>,
    ) -> Result<Refreshed, ApiError> {
        let password = match given.clone() {
            Some(password) => Access::given(password),
            None => kabinet.kept_access(account).await?,
        };
        let refreshed = kabinet.refresh(account, password, Scope::Changed, &self.watch()).await?;
        if let Some(password) = given {
            // The keyring's refusal was told at the sign-in; until the program ends it is kept.
            let _ = kabinet.remember_password(account, password).await;
        }
        Ok(refreshed)
    }

    fn watch(&self) -> Watch {
        let cancel = CancellationToken::new();
        self.with(|memory| memory.cancel = cancel.clone());
        let surface = std::sync::Arc::clone(&self.surface);
        Watch::new(move |step| surface.tell(&Event::Progress(Progress::from(step))), cancel)
    }

    fn is_due(&self, account: &Account, now: DateTime<Utc>) -> bool {
        let plan = self.plan(account).unwrap_or_else(|| self.planned(account, Occasion::Began, 0));
        plan.next.is_some_and(|next| next <= now)
    }

    fn plan(&self, account: &Account) -> Option<Plan> {
        self.with(|memory| memory.plans.get(&key(account)).copied())
    }

    fn plan_after(&self, account: &Account, outcome: &Result<Refreshed, ApiError>) {
        let failures = self.plan(account).map_or(0, |plan| plan.failures) + 1;
        match outcome.as_ref().map_err(ApiError::trouble) {
            Ok(_) => _ = self.planned(account, Occasion::Refreshed, 0),
            Err(Some(trouble)) => {
                _ = self.planned(account, Occasion::Failed(trouble, failures), failures % ATTEMPTS);
            }
            Err(None) => {}
        }
    }

    fn planned(&self, account: &Account, occasion: Occasion, failures: u32) -> Plan {
        let chance = rand::rng().random_range(0..=CERTAIN);
        let next = self.own.next_refresh(account, occasion, chance).ok().flatten();
        let plan = Plan { next, failures };
        self.with(|memory| memory.plans.insert(key(account), plan));
        plan
    }
}

fn key(account: &Account) -> String {
    format!("{}/{}", account.provider, account.login)
}

fn nothing_new(account: Account) -> Refreshed {
    Refreshed { account: account.number, login: account.login, months_read: 0, new_entries: 0 }
}
