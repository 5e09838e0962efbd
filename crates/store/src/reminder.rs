//! Reminder rules, snoozes, and reminders with their delivery.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kabinet_domain::{QuietHours, ReminderKey, ReminderRules};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{AccountId, Store, StoreError};

/// A reminder that was due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownReminder {
    /// The debit and the rule.
    pub key: ReminderKey,
    /// The time at which it was first due, or was taken by the system.
    pub shown_at: DateTime<Utc>,
    /// The text.
    pub text: String,
    /// Its delivery.
    pub delivery: Delivery,
}

/// The delivery of a reminder to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The system has not taken it yet.
    Waiting,
    /// The system has taken it.
    Taken,
    /// It was closed before the customer reacted.
    Missed,
    /// The customer has seen it.
    Seen,
}

/// The time that the system is given to take a reminder before it counts as unseen.
const GRACE: TimeDelta = TimeDelta::minutes(1);

impl ShownReminder {
    /// Returns true if the customer has probably not seen it.
    pub fn is_unseen(&self, now: DateTime<Utc>) -> bool {
        match self.delivery {
            Delivery::Waiting => !(TimeDelta::zero()..GRACE).contains(&(now - self.shown_at)),
            Delivery::Missed => true,
            Delivery::Taken | Delivery::Seen => false,
        }
    }
}

impl Delivery {
    const ALL: [Self; 4] = [Self::Waiting, Self::Taken, Self::Missed, Self::Seen];

    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Taken => "taken",
            Self::Missed => "missed",
            Self::Seen => "seen",
        }
    }
}

impl ToSql for Delivery {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for Delivery {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|it| it.name() == name).ok_or(FromSqlError::InvalidType)
    }
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

    /// Returns the reminders of an account that were due, newest first.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn shown_reminders(&self, id: AccountId) -> Result<Vec<ShownReminder>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT * FROM shown_reminder WHERE account = ?1 ORDER BY shown_at DESC, days_before",
        )?;
        let reminders = query.query_map([id], reminder_from_row)?.collect::<Result<_, _>>()?;
        self.undamaged(reminders)
    }

    /// Records a reminder that is due, before the system receives it.
    ///
    /// A recorded one that still waits gets the new text.
    ///
    /// # Errors
    /// Returns [`StoreError::NoSuchAccount`] if no account has the id, or another [`StoreError`] if
    /// the database cannot be written.
    pub fn record_due_reminder(
        &mut self,
        id: AccountId,
        key: ReminderKey,
        at: DateTime<Utc>,
        text: &str,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "INSERT INTO shown_reminder (account, debit_date, days_before, shown_at, text, delivery)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET text = excluded.text WHERE delivery = excluded.delivery",
            params![id, key.debit_date, key.days_ahead, at, text, Delivery::Waiting],
        )?;
        Ok(transaction.commit()?)
    }

    /// Records that the system took a reminder that waited.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be written.
    pub fn record_taken_reminder(
        &mut self,
        id: AccountId,
        key: ReminderKey,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "UPDATE shown_reminder SET delivery = ?4, shown_at = ?5
             WHERE account = ?1 AND debit_date = ?2 AND days_before = ?3 AND delivery = ?6",
            params![id, key.debit_date, key.days_ahead, Delivery::Taken, at, Delivery::Waiting],
        )?;
        Ok(transaction.commit()?)
    }

    /// Records that a reminder was closed before the customer reacted, unless it was seen.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be written.
    pub fn record_missed_reminder(&mut self, id: AccountId, key: ReminderKey) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "UPDATE shown_reminder SET delivery = ?4
             WHERE account = ?1 AND debit_date = ?2 AND days_before = ?3 AND delivery = ?5",
            params![id, key.debit_date, key.days_ahead, Delivery::Missed, Delivery::Taken],
        )?;
        Ok(transaction.commit()?)
    }

    /// Forgets a reminder, so that it can be due once more.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be written.
    pub fn forget_reminder(&mut self, id: AccountId, key: ReminderKey) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "DELETE FROM shown_reminder WHERE account = ?1 AND debit_date = ?2 AND days_before = ?3",
            params![id, key.debit_date, key.days_ahead],
        )?;
        Ok(transaction.commit()?)
    }

    /// Records that the customer has seen a reminder of an account; `None` stands for all of them.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be written.
    pub fn record_seen_reminders(
        &mut self,
        id: AccountId,
        reminder: Option<ReminderKey>,
    ) -> Result<(), StoreError> {
        let (date, days_ahead) = reminder.map(|key| (key.debit_date, key.days_ahead)).unzip();
        let transaction = self.write()?;
        transaction.execute(
            "UPDATE shown_reminder SET delivery = ?4
             WHERE account = ?1 AND (?2 IS NULL OR debit_date = ?2 AND days_before = ?3)",
            params![id, date, days_ahead, Delivery::Seen],
        )?;
        Ok(transaction.commit()?)
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
        delivery: row.get("delivery")?,
    })
}
