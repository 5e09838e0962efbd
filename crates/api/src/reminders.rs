use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use kabinet_domain::{Outlook, Reminder, ReminderRules, Shown, Summary, outlook};
use kabinet_store::{Account, AccountId, Kept, ShownReminder, Store};

use crate::kabinet::local;
use crate::summary::nothing_read;
use crate::wire::window::{NextReminder, ReminderList, ReminderView, Rules};
use crate::wire::{DueReminder, Reminders};
use crate::{ApiError, Kabinet, Language};

/// A reminder that is to be shown now. It is recorded as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The login of the account.
    pub login: String,
    /// What it says.
    pub text: String,
}

/// What the reminders of an account are judged by.
struct Grounds {
    summary: Kept<Summary>,
    zone: Tz,
    rules: ReminderRules,
    shown: Vec<Shown>,
    snoozed_until: Option<DateTime<Utc>>,
}

impl Kabinet {
    /// The reminders that are due at `now`, whether they were shown or not.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn reminders(
        &self,
        login: Option<&str>,
        now: DateTime<Utc>,
        language: Language,
    ) -> Result<Reminders, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let mut grounds = self.grounds(&store, &account)?.ok_or_else(|| nothing_read(&account))?;
        grounds.shown.clear();
        let outlook = grounds.outlook(now);
        Ok(Reminders {
            due: outlook.due.iter().map(|reminder| on_the_wire(reminder, language)).collect(),
            next_look: outlook.next_look.and_then(|moment| in_zone(moment, grounds.zone)),
        })
    }

    /// Takes the reminders that are to be shown now, and records them as shown: a program that
    /// ends between this and the showing has lost a notification, but never shows one twice, and
    /// the window lists it all the same.
    ///
    /// # Errors
    /// Those of the database and its folder.
    pub fn take_due_reminders(&self, language: Language) -> Result<Vec<Due>, ApiError> {
        let now = self.clock.now();
        let mut taken = Vec::new();
        for account in self.kept_accounts()? {
            let mut store = self.store()?;
            let grounds = match self.grounds(&store, &account) {
                // It must not silence the reminders of other accounts.
                Err(ApiError::BadDescription(_)) => None,
                grounds => grounds?,
            };
            let due = grounds.map(|grounds| grounds.outlook(now).due).unwrap_or_default();
            for reminder in due {
                let text = language.reminder(&reminder);
                if record(&mut store, account.id, &reminder, now, &text)? {
                    taken.push(Due { login: account.login.clone(), text });
                }
            }
        }
        Ok(taken)
    }

    /// What a reminder would say if it were due now, whatever the rules.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn sample_reminder(&self, login: &str, language: Language) -> Result<Due, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        let mut grounds = self.grounds(&store, &account)?.ok_or_else(|| nothing_read(&account))?;
        grounds.rules = at_any_time();
        grounds.shown.clear();
        grounds.snoozed_until = None;
        let due = grounds.outlook(self.clock.now()).due;
        let text = due.first().map(|reminder| language.reminder(reminder));
        Ok(Due { login: account.login.clone(), text: text.ok_or_else(|| nothing_read(&account))? })
    }

    /// The reminders of an account: shown, foreseen, held back.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn reminder_list(&self, login: &str, language: Language) -> Result<ReminderList, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        let now = self.clock.now();
        let next = self.grounds(&store, &account)?.and_then(|grounds| grounds.next(now, language));
        let shown = store.shown_reminders(account.id)?.into_iter().map(|shown| ReminderView {
            debit_date: shown.shown.debit_date,
            shown_at: Some(shown.at),
            text: shown.text,
        });
        let snoozed_until = store.snoozed_until(account.id)?.filter(|until| *until > now);
        Ok(ReminderList { shown: shown.collect(), next, snoozed_until })
    }

    /// When to remind of an account's debits.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn reminder_rules(&self, login: &str) -> Result<Rules, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        Ok(store.reminder_rules(account.id)?.into())
    }

    /// Sets when to remind of an account's debits.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn set_reminder_rules(&self, login: &str, rules: Rules) -> Result<(), ApiError> {
        let mut store = self.store()?;
        let account = self.account(&store, Some(login))?;
        Ok(store.set_reminder_rules(account.id, &rules.into())?)
    }

    /// Holds back the reminders of an account until then, or no longer.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn snooze(&self, login: &str, until: Option<DateTime<Utc>>) -> Result<(), ApiError> {
        let mut store = self.store()?;
        let account = self.account(&store, Some(login))?;
        Ok(store.snooze(account.id, until)?)
    }

    fn grounds(&self, store: &Store, account: &Account) -> Result<Option<Grounds>, ApiError> {
        let Some(summary) = store.summary(account.id)? else { return Ok(None) };
        Ok(Some(Grounds {
            summary,
            zone: self.provider(&account.provider)?.declaration().time_zone,
            rules: store.reminder_rules(account.id)?,
            shown: store.shown_reminders(account.id)?.into_iter().map(|shown| shown.shown).collect(),
            snoozed_until: store.snoozed_until(account.id)?,
        }))
    }
}

impl Grounds {
    fn outlook(&self, now: DateTime<Utc>) -> Outlook {
        self.outlook_at(local(now, self.zone))
    }

    fn outlook_at(&self, now: NaiveDateTime) -> Outlook {
        let read_on = local(self.summary.read_at, self.zone).date();
        let snoozed_until = self.snoozed_until.map(|until| local(until, self.zone));
        outlook(now, &self.summary.value, read_on, &self.rules, &self.shown, snoozed_until)
    }

    fn next(&self, now: DateTime<Utc>, language: Language) -> Option<NextReminder> {
        let moment = self.outlook(now).next_look?;
        let text = self.outlook_at(moment).due.first().map(|reminder| language.reminder(reminder));
        Some(NextReminder { at: in_zone(moment, self.zone)?.to_utc(), text })
    }
}

fn record(
    store: &mut Store,
    id: AccountId,
    reminder: &Reminder,
    at: DateTime<Utc>,
    text: &str,
) -> Result<bool, ApiError> {
    let shown = Shown { debit_date: reminder.debit_date, days_ahead: reminder.days_ahead };
    Ok(store.record_shown(id, &ShownReminder { shown, at, text: text.to_owned() })?)
}

/// Whatever day it is, one is due.
fn at_any_time() -> ReminderRules {
    let any_day: Vec<u32> = (0..=31).collect();
    ReminderRules {
        when_short: any_day.clone(),
        when_enough: any_day,
        at: chrono::NaiveTime::MIN,
        quiet: None,
    }
}

fn on_the_wire(reminder: &Reminder, language: Language) -> DueReminder {
    DueReminder {
        debit_date: reminder.debit_date,
        days_left: reminder.days_left,
        amount: reminder.amount,
        balance: reminder.balance,
        shortfall: reminder.shortfall,
        estimated: reminder.estimated,
        text: language.reminder(reminder),
    }
}

fn in_zone(moment: NaiveDateTime, zone: Tz) -> Option<DateTime<FixedOffset>> {
    Some(zone.from_local_datetime(&moment).earliest()?.fixed_offset())
}
