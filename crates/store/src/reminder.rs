//! Reminder rules, snoozes and shown reminders.

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::{QuietHours, ReminderKey, ReminderRules};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{AccountId, Store, StoreError};

/// A reminder that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownReminder {
    /// The debit and the rule.
    pub key: ReminderKey,
    /// The time at which it was shown.
    pub shown_at: DateTime<Utc>,
    /// The text that was shown.
    pub text: String,
}

impl Store {
    /// Returns the reminder rules of an account; the default rules if the customer set none.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn reminder_rules(&self, id: AccountId) -> Result<ReminderRules, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM reminder_rules WHERE account = ?1")?;
        let rules = query.query_row([id], |row| rules_from_row(&self.connection, id, row)).optional()?;
        Ok(rules.unwrap_or_default())
    }

    /// Stores the reminder rules of an account; a snooze is unchanged.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn set_reminder_rules(&mut self, id: AccountId, rules: &ReminderRules) -> Result<(), StoreError> {
        let transaction = self.write()?;
        insert_rules(&transaction, id, rules)?;
        Ok(transaction.commit()?)
    }

    /// Returns the end of an account's snooze; `None` if its reminders are not snoozed.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn snoozed_until(&self, id: AccountId) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT snoozed_until FROM reminder_rules WHERE account = ?1")?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?.flatten())
    }

    /// Snoozes the reminders of an account until a time; `None` ends the snooze.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn snooze(&mut self, id: AccountId, until: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        let rules = self.reminder_rules(id)?;
        let transaction = self.write()?;
        insert_rules(&transaction, id, &rules)?;
        transaction
            .execute("UPDATE reminder_rules SET snoozed_until = ?2 WHERE account = ?1", params![id, until])?;
        Ok(transaction.commit()?)
    }

    /// Returns the reminders of an account that were shown, newest first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn shown_reminders(&self, id: AccountId) -> Result<Vec<ShownReminder>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT * FROM shown_reminder WHERE account = ?1 ORDER BY shown_at DESC, days_before",
        )?;
        let reminders = query.query_map([id], reminder_from_row)?.collect::<Result<_, _>>()?;
        Ok(reminders)
    }

    /// Records a reminder before it is shown, and returns true if it was not recorded yet.
    ///
    /// Of two programs that are about to show the same reminder, only one gets true.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn record_shown_reminder(
        &mut self,
        id: AccountId,
        reminder: &ShownReminder,
    ) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        let recorded = transaction.execute(
            "INSERT INTO shown_reminder (account, debit_date, days_before, shown_at, text)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            params![id, reminder.key.debit_date, reminder.key.days_ahead, reminder.shown_at, reminder.text,],
        )?;
        transaction.commit()?;
        Ok(recorded == 1)
    }
}

fn rules_from_row(connection: &Connection, id: AccountId, row: &Row<'_>) -> rusqlite::Result<ReminderRules> {
    let from: Option<_> = row.get("quiet_from")?;
    let to: Option<_> = row.get("quiet_to")?;
    Ok(ReminderRules {
        days_before_if_short: days_before(connection, id, false)?,
        days_before_if_covered: days_before(connection, id, true)?,
        at: row.get("at")?,
        quiet: from.zip(to).map(|(from, to)| QuietHours { from, to }),
    })
}

fn days_before(connection: &Connection, id: AccountId, is_covered: bool) -> rusqlite::Result<Vec<u32>> {
    connection
        .prepare_cached(
            "SELECT days_before FROM reminder_day WHERE account = ?1 AND is_covered = ?2
             ORDER BY days_before DESC",
        )?
        .query_map(params![id, is_covered], |row| row.get(0))?
        .collect()
}

fn insert_rules(connection: &Connection, id: AccountId, rules: &ReminderRules) -> rusqlite::Result<()> {
    let (from, to) = rules.quiet.map(|quiet| (quiet.from, quiet.to)).unzip();
    connection.execute(
        "INSERT INTO reminder_rules (account, at, quiet_from, quiet_to) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account) DO UPDATE
         SET at = excluded.at, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to",
        params![id, rules.at, from, to],
    )?;
    connection.execute("DELETE FROM reminder_day WHERE account = ?1", [id])?;
    insert_days_before(connection, id, false, &rules.days_before_if_short)?;
    insert_days_before(connection, id, true, &rules.days_before_if_covered)
}

fn insert_days_before(
    connection: &Connection,
    id: AccountId,
    is_covered: bool,
    days: &[u32],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO reminder_day (account, is_covered, days_before) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
    )?;
    for days_before in days {
        insert.execute(params![id, is_covered, days_before])?;
    }
    Ok(())
}

fn reminder_from_row(row: &Row<'_>) -> rusqlite::Result<ShownReminder> {
    let debit_date: NaiveDate = row.get("debit_date")?;
    Ok(ShownReminder {
        key: ReminderKey { debit_date, days_ahead: row.get("days_before")? },
        shown_at: row.get("shown_at")?,
        text: row.get("text")?,
    })
}
