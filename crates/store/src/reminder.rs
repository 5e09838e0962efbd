use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::{QuietHours, ReminderKey, ReminderRules};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{AccountId, Store, StoreError};

/// A reminder that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownReminder {
    /// Which one it was.
    pub shown: ReminderKey,
    /// When.
    pub at: DateTime<Utc>,
    /// In which words.
    pub text: String,
}

impl Store {
    /// When to remind of an account's debits; the usual rules if it has none of its own.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn reminder_rules(&self, id: AccountId) -> Result<ReminderRules, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT * FROM reminder_rules WHERE account = ?1")?;
        let kept = query.query_row([id], |row| rules(&self.connection, id, row)).optional()?;
        Ok(kept.unwrap_or_default())
    }

    /// Keeps when to remind of an account's debits. A snooze stays as it is.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Busy`], [`StoreError::DiskFull`] and
    /// [`StoreError::Sqlite`].
    pub fn set_reminder_rules(&mut self, id: AccountId, rules: &ReminderRules) -> Result<(), StoreError> {
        let transaction = self.write()?;
        insert_rules(&transaction, id, rules)?;
        Ok(transaction.commit()?)
    }

    /// Until when reminders of an account are held back.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn snoozed_until(&self, id: AccountId) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT snoozed_until FROM reminder_rules WHERE account = ?1")?;
        Ok(query.query_row([id], |row| row.get(0)).optional()?.flatten())
    }

    /// Holds back reminders of an account, or no longer.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Damaged`], [`StoreError::Busy`],
    /// [`StoreError::DiskFull`] and [`StoreError::Sqlite`].
    pub fn snooze(&mut self, id: AccountId, until: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        let rules = self.reminder_rules(id)?;
        let transaction = self.write()?;
        insert_rules(&transaction, id, &rules)?;
        transaction
            .execute("UPDATE reminder_rules SET snoozed_until = ?2 WHERE account = ?1", params![id, until])?;
        Ok(transaction.commit()?)
    }

    /// The reminders of an account that were shown, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn shown_reminders(&self, id: AccountId) -> Result<Vec<ShownReminder>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT * FROM shown_reminder WHERE account = ?1 ORDER BY shown_at DESC, days_ahead",
        )?;
        let shown = query.query_map([id], shown)?.collect::<Result<_, _>>()?;
        Ok(shown)
    }

    /// Records that a reminder is shown, and tells whether it was not yet: of two programs that
    /// are about to show the same one, one is told so.
    ///
    /// # Errors
    /// [`StoreError::NoSuchAccount`], [`StoreError::Busy`], [`StoreError::DiskFull`] and
    /// [`StoreError::Sqlite`].
    pub fn record_shown(&mut self, id: AccountId, reminder: &ShownReminder) -> Result<bool, StoreError> {
        let transaction = self.write()?;
        let recorded = transaction.execute(
            "INSERT INTO shown_reminder (account, debit_date, days_ahead, shown_at, text)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            params![id, reminder.shown.debit_date, reminder.shown.days_ahead, reminder.at, reminder.text],
        )?;
        transaction.commit()?;
        Ok(recorded == 1)
    }
}

fn rules(connection: &Connection, id: AccountId, row: &Row<'_>) -> rusqlite::Result<ReminderRules> {
    let from: Option<_> = row.get("quiet_from")?;
    let to: Option<_> = row.get("quiet_to")?;
    Ok(ReminderRules {
        days_before_if_short: days(connection, id, false)?,
        days_before_if_covered: days(connection, id, true)?,
        at: row.get("at")?,
        quiet: from.zip(to).map(|(from, to)| QuietHours { from, to }),
    })
}

fn days(connection: &Connection, id: AccountId, when_enough: bool) -> rusqlite::Result<Vec<u32>> {
    connection
        .prepare_cached(
            "SELECT days_ahead FROM reminder_day WHERE account = ?1 AND when_enough = ?2
             ORDER BY days_ahead DESC",
        )?
        .query_map(params![id, when_enough], |row| row.get(0))?
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
    insert_days(connection, id, false, &rules.days_before_if_short)?;
    insert_days(connection, id, true, &rules.days_before_if_covered)
}

fn insert_days(
    connection: &Connection,
    id: AccountId,
    when_enough: bool,
    days: &[u32],
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO reminder_day (account, when_enough, days_ahead) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
    )?;
    for days_ahead in days {
        insert.execute(params![id, when_enough, days_ahead])?;
    }
    Ok(())
}

fn shown(row: &Row<'_>) -> rusqlite::Result<ShownReminder> {
    let debit_date: NaiveDate = row.get("debit_date")?;
    Ok(ShownReminder {
        shown: ReminderKey { debit_date, days_ahead: row.get("days_ahead")? },
        at: row.get("shown_at")?,
        text: row.get("text")?,
    })
}
