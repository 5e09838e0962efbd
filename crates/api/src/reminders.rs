use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use kabinet_domain::{Reminder, ReminderRules, outlook};

use crate::kabinet::{local, provider};
use crate::summary::nothing_read;
use crate::wire::{DueReminder, Reminders};
use crate::{ApiError, Kabinet, Language};

impl Kabinet {
    /// The reminders that are due at `now`.
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
        let kept = store.summary(account.id)?.ok_or_else(|| nothing_read(&account))?;
        let zone = provider(&account.provider)?.declaration().time_zone;
        let now = local(now, zone);
        let read_on = local(kept.read_at, zone).date();
        let outlook = outlook(now, &kept.value, read_on, &ReminderRules::default(), &[]);
        Ok(Reminders {
            due: outlook.due.iter().map(|reminder| on_the_wire(reminder, language)).collect(),
            next_look: outlook.next_look.and_then(|moment| in_zone(moment, zone)),
        })
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
