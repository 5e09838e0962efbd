//! Reminders of the next debit.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use fluent::FluentArgs;
use kabinet_domain::{
    AccountKey, AccountSummary, Reminder, ReminderKey, ReminderRules, ReminderSchedule, schedule_reminders,
};
use kabinet_store::{Observed, ShownReminder};

use crate::app::local;
use crate::view::overview::is_site_late;
use crate::view::{DueReminder, NextReminder, ReminderList, ReminderRulesView, Reminders};
use crate::{AccountContext, Api, ApiError, Language};

/// A reminder to show now.
///
/// It is recorded as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReminder {
    /// The account.
    pub account: AccountKey,
    /// The news in one line: «Не хватает 212,00 ₽ до 30 ноября».
    pub title: String,
    /// The text.
    pub text: String,
}

/// The data that decide about the reminders of an account.
struct ReminderContext {
    summary: Observed<AccountSummary>,
    zone: Tz,
    rules: ReminderRules,
    shown: Vec<ReminderKey>,
    snoozed_until: Option<DateTime<Utc>>,
}

impl Api {
    /// Returns the reminders to show now, of every account, and records them as shown.
    ///
    /// A program that ends between the record and the notification loses a notification, but never
    /// shows one twice, and the window lists it.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be used.
    pub fn take_due_reminders(&self, language: Language) -> Result<Vec<NewReminder>, ApiError> {
        let taken = self.map_accounts(|account| match account.take_due_reminders(language) {
            // A damaged description file must not silence the reminders of other accounts.
            Err(ApiError::BadDescription(_)) => Ok(Vec::new()),
            taken => taken,
        })?;
        Ok(taken.into_iter().flatten().collect())
    }
}

impl AccountContext {
    /// Returns the reminders that are due at `now`, shown or not.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`] if the account page was never read, [`ApiError::BadDescription`],
    /// and [`ApiError::Database`] if the data cannot be read.
    pub fn reminders(&self, now: DateTime<Utc>, language: Language) -> Result<Reminders, ApiError> {
        let mut context = self.reminder_context()?.ok_or_else(|| self.nothing_read())?;
        context.shown.clear();
        let schedule = context.schedule(now);
        Ok(Reminders {
            due: schedule
                .due
                .iter()
                .map(|reminder| DueReminder::new(reminder, context.text(reminder, now, language)))
                .collect(),
            next_look: schedule.next_check.and_then(|moment| in_zone(moment, context.zone)),
        })
    }

    fn take_due_reminders(&mut self, language: Language) -> Result<Vec<NewReminder>, ApiError> {
        let now = self.api.clock.now();
        let Some(context) = self.reminder_context()? else { return Ok(Vec::new()) };
        let mut taken = Vec::new();
        for reminder in context.schedule(now).due {
            let text = context.text(&reminder, now, language);
            if self.record_shown(&reminder, now, &text)? {
                let title = language.reminder_title(&reminder);
                taken.push(NewReminder { account: self.key(), title, text });
            }
        }
        Ok(taken)
    }

    /// Returns a reminder as it would be shown now, by any rules.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`] if the account page was never read, [`ApiError::BadDescription`],
    /// and [`ApiError::Database`] if the data cannot be read.
    pub fn sample_reminder(&self, language: Language) -> Result<NewReminder, ApiError> {
        let mut context = self.reminder_context()?.ok_or_else(|| self.nothing_read())?;
        context.rules = rules_of_every_day();
        context.shown.clear();
        context.snoozed_until = None;
        let now = self.api.clock.now();
        let due = context.schedule(now).due;
        let reminder = due.first().ok_or_else(|| self.nothing_read())?;
        let (title, text) = (language.reminder_title(reminder), context.text(reminder, now, language));
        Ok(NewReminder { account: self.key(), title, text })
    }

    /// Returns the reminders of the account: shown, next and snoozed.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn reminder_list(&self, language: Language) -> Result<ReminderList, ApiError> {
        let (id, now) = (self.account.id, self.api.clock.now());
        let next = self.reminder_context()?.and_then(|context| context.next(now, language));
        let shown = self.store.shown_reminders(id)?.into_iter().map(Into::into).collect();
        let snoozed_until = self.store.snoozed_until(id)?.filter(|until| *until > now);
        Ok(ReminderList { shown, next, snoozed_until })
    }

    /// Returns the rules for reminders of the account.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn reminder_rules(&self) -> Result<ReminderRulesView, ApiError> {
        Ok(self.store.reminder_rules(self.account.id)?.into())
    }

    /// Stores the rules for reminders of the account.
    ///
    /// # Errors
    /// [`ApiError::Database`] if they cannot be stored.
    pub fn set_reminder_rules(&mut self, rules: ReminderRulesView) -> Result<(), ApiError> {
        Ok(self.store.set_reminder_rules(self.account.id, &rules.into())?)
    }

    /// Snoozes the reminders of the account until a time; `None` ends the snooze.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn snooze(&mut self, until: Option<DateTime<Utc>>) -> Result<(), ApiError> {
        Ok(self.store.snooze(self.account.id, until)?)
    }

    fn reminder_context(&self) -> Result<Option<ReminderContext>, ApiError> {
        let id = self.account.id;
        let Some(summary) = self.store.summary(id)? else { return Ok(None) };
        Ok(Some(ReminderContext {
            summary,
            zone: self.provider()?.info().time_zone,
            rules: self.store.reminder_rules(id)?,
            shown: self.store.shown_reminders(id)?.into_iter().map(|shown| shown.key).collect(),
            snoozed_until: self.store.snoozed_until(id)?,
        }))
    }

    /// Records a reminder as shown; returns false if it was recorded before.
    fn record_shown(&mut self, reminder: &Reminder, at: DateTime<Utc>, text: &str) -> Result<bool, ApiError> {
        let key = ReminderKey { debit_date: reminder.debit_date, days_ahead: reminder.days_ahead };
        let shown = ShownReminder { key, shown_at: at, text: text.to_owned() };
        Ok(self.store.record_shown_reminder(self.account.id, &shown)?)
    }
}

impl ReminderContext {
    fn schedule(&self, now: DateTime<Utc>) -> ReminderSchedule {
        self.schedule_at(local(now, self.zone))
    }

    fn schedule_at(&self, now: NaiveDateTime) -> ReminderSchedule {
        let read_on = local(self.summary.read_at, self.zone).date();
        let snoozed_until = self.snoozed_until.map(|until| local(until, self.zone));
        schedule_reminders(now, &self.summary.value, read_on, &self.rules, &self.shown, snoozed_until)
    }

    /// Returns the text of a reminder, which also says that the site shows a past day.
    fn text(&self, reminder: &Reminder, now: DateTime<Utc>, language: Language) -> String {
        let (read_on, today) = (local(self.summary.read_at, self.zone).date(), local(now, self.zone).date());
        let text = language.reminder(reminder);
        match is_site_late(&self.summary.value, read_on, today) {
            true => format!("{text} {}", language.text("reminder-site-late", &FluentArgs::new())),
            false => text,
        }
    }

    fn next(&self, now: DateTime<Utc>, language: Language) -> Option<NextReminder> {
        let moment = self.schedule(now).next_check?;
        let at = in_zone(moment, self.zone)?.to_utc();
        let due = self.schedule_at(moment).due;
        Some(NextReminder { at, text: due.first().map(|reminder| self.text(reminder, at, language)) })
    }
}

/// Returns rules by which a reminder is due on every day.
fn rules_of_every_day() -> ReminderRules {
    let every_day: Vec<u32> = (0..=31).collect();
    ReminderRules {
        days_before_if_short: every_day.clone(),
        days_before_if_covered: every_day,
        at: NaiveTime::MIN,
        quiet: None,
    }
}

fn in_zone(moment: NaiveDateTime, zone: Tz) -> Option<DateTime<FixedOffset>> {
    Some(zone.from_local_datetime(&moment).earliest()?.fixed_offset())
}
