//! Reminders of the next debit.

use chrono::{DateTime, Days, FixedOffset, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use fluent::FluentArgs;
use kabinet_domain::{
    AccountKey, AccountSummary, Reminder, ReminderKey, ReminderRules, ReminderSchedule, schedule_reminders,
};
use kabinet_store::{Delivery, Observed, ShownReminder};

use crate::app::local;
use crate::view::overview::is_site_late;
use crate::view::{DueReminder, NextReminder, ReminderList, ReminderRulesView, ReminderView, Reminders};
use crate::{AccountContext, Api, ApiError, Language};

/// A reminder to show now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReminder {
    /// The account.
    pub account: AccountKey,
    /// The debit and the rule.
    pub key: ReminderKey,
    /// The news in one line: «Не хватает 212,00 ₽ до 30 ноября».
    pub title: String,
    /// The text.
    pub text: String,
    /// True if money lacks for a debit of today.
    pub is_urgent: bool,
    /// True if money lacks and the site has a page to pay on.
    pub can_pay: bool,
    /// True if the debit is not today, so that a reminder tomorrow still helps.
    pub can_wait: bool,
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
    /// Returns the reminders to show now, of every account, and records that they wait.
    ///
    /// A reminder is returned until [`AccountContext::record_reminder_taken`] or
    /// [`AccountContext::record_reminders_seen`], so that none is lost where the system takes it late.
    ///
    /// # Errors
    /// [`ApiError::Database`] and [`ApiError::DataFolder`] if the database cannot be used.
    pub fn due_reminders(&self, language: Language) -> Result<Vec<NewReminder>, ApiError> {
        let due = self.map_accounts(|account| match account.due_reminders(language) {
            // A damaged description file must not silence the reminders of other accounts.
            Err(ApiError::BadDescription(_)) => Ok(Vec::new()),
            due => due,
        })?;
        Ok(due.into_iter().flatten().collect())
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

    fn due_reminders(&mut self, language: Language) -> Result<Vec<NewReminder>, ApiError> {
        let now = self.api.clock.now();
        let Some(context) = self.reminder_context()? else { return Ok(Vec::new()) };
        let mut due = Vec::new();
        for reminder in context.schedule(now).due {
            let title = language.reminder_title(&reminder);
            let text = context.text(&reminder, now, language);
            let new = self.new_reminder(&context, &reminder, title, text);
            self.store.record_due_reminder(self.account.id, new.key, now, &new.text)?;
            due.push(new);
        }
        Ok(due)
    }

    /// Records that the system took a reminder.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn record_reminder_taken(&mut self, reminder: ReminderKey) -> Result<(), ApiError> {
        Ok(self.store.record_taken_reminder(self.account.id, reminder, self.api.clock.now())?)
    }

    /// Records that a reminder was closed before the customer reacted.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn record_reminder_missed(&mut self, reminder: ReminderKey) -> Result<(), ApiError> {
        Ok(self.store.record_missed_reminder(self.account.id, reminder)?)
    }

    /// Records that the customer has seen a reminder of the account; `None` stands for all of them.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn record_reminders_seen(&mut self, reminder: Option<ReminderKey>) -> Result<(), ApiError> {
        Ok(self.store.record_seen_reminders(self.account.id, reminder)?)
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
        Ok(self.new_reminder(&context, reminder, title, text))
    }

    /// Returns the reminders of the account: shown, next and snoozed.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn reminder_list(&self, language: Language) -> Result<ReminderList, ApiError> {
        let (id, now) = (self.account.id, self.api.clock.now());
        let next = self.reminder_context()?.and_then(|context| context.next(now, language));
        let shown = self.store.shown_reminders(id)?;
        let shown = shown.into_iter().map(|shown| ReminderView::new(shown, now)).collect();
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

    /// Lets a reminder that was shown come once more tomorrow, and no other one before.
    ///
    /// It comes at the time of day of the rules, at the provider.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if it cannot be stored.
    pub fn remind_tomorrow(&mut self, reminder: ReminderKey) -> Result<(), ApiError> {
        let zone = self.provider()?.info().time_zone;
        let today = local(self.api.clock.now(), zone).date();
        let at = self.store.reminder_rules(self.account.id)?.at;
        let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today).and_time(at);
        self.store.forget_reminder(self.account.id, reminder)?;
        self.snooze(in_zone(tomorrow, zone).map(|until| until.to_utc()))
    }

    fn new_reminder(
        &self,
        context: &ReminderContext,
        reminder: &Reminder,
        title: String,
        text: String,
    ) -> NewReminder {
        let lacks_money = reminder.shortfall.is_some();
        let page = context.summary.value.pay_url.as_ref();
        NewReminder {
            account: self.key(),
            key: ReminderKey { debit_date: reminder.debit_date, days_ahead: reminder.days_ahead },
            title,
            text,
            is_urgent: lacks_money && reminder.days_left == 0,
            can_pay: lacks_money && page.is_some_and(|page| self.may_open(page)),
            can_wait: reminder.days_left > 0,
        }
    }

    fn reminder_context(&self) -> Result<Option<ReminderContext>, ApiError> {
        let id = self.account.id;
        let Some(summary) = self.store.summary(id)? else { return Ok(None) };
        Ok(Some(ReminderContext {
            summary,
            zone: self.provider()?.info().time_zone,
            rules: self.store.reminder_rules(id)?,
            shown: taken_reminders(&self.store.shown_reminders(id)?),
            snoozed_until: self.store.snoozed_until(id)?,
        }))
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

/// Returns the keys of the reminders that need not be shown again.
fn taken_reminders(shown: &[ShownReminder]) -> Vec<ReminderKey> {
    shown.iter().filter(|shown| shown.delivery != Delivery::Waiting).map(|shown| shown.key).collect()
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
