//! Reminders.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use kabinet_domain::{Money, QuietHours, Reminder, ReminderRules};
use kabinet_store::{Delivery, ShownReminder};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The reminders that are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminders {
    /// The reminders that are due now.
    pub due: Vec<DueReminder>,
    /// The time of the next one, in the provider's time zone.
    pub next_look: Option<DateTime<FixedOffset>>,
}

/// A reminder that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueReminder {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// Days from today until the debit.
    pub days_left: u32,
    /// The amount of the debit.
    pub amount: Option<Money>,
    /// The balance.
    pub balance: Money,
    /// The amount missing for the debit.
    pub shortfall: Option<Money>,
    /// True if the date follows from an earlier debit.
    pub estimated: bool,
    /// The text for people.
    pub text: String,
}

/// The rules for reminders of the next debit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ReminderRules")]
pub struct ReminderRulesView {
    /// Days before the debit while the balance does not cover it.
    pub when_short: Vec<u32>,
    /// Days before the debit while the balance covers it.
    pub when_enough: Vec<u32>,
    /// The time of day in the provider's time zone.
    #[ts(as = "String")]
    pub at: HourAndMinute,
    /// The beginning of the quiet hours.
    #[ts(as = "Option<String>")]
    pub quiet_from: Option<HourAndMinute>,
    /// The end of the quiet hours.
    #[ts(as = "Option<String>")]
    pub quiet_to: Option<HourAndMinute>,
}

/// A time of day, written `10:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HourAndMinute(pub NaiveTime);

/// The reminders of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderList {
    /// The reminders that were due, newest first.
    pub shown: Vec<ReminderView>,
    /// The next reminder.
    pub next: Option<NextReminder>,
    /// The time until which reminders are snoozed.
    pub snoozed_until: Option<DateTime<Utc>>,
}

/// A reminder that was due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderView {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// The time at which the system took it; `None` while it waits for that.
    pub shown_at: Option<DateTime<Utc>>,
    /// The text.
    pub text: String,
    /// True if the system did not take it, or it was closed before the customer reacted.
    pub unseen: bool,
}

/// A reminder that is to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NextReminder {
    /// The time it will be shown.
    pub at: DateTime<Utc>,
    /// The text if nothing changes until then.
    pub text: Option<String>,
}

impl DueReminder {
    pub(crate) fn new(reminder: &Reminder, text: String) -> Self {
        Self {
            debit_date: reminder.debit_date,
            days_left: reminder.days_left,
            amount: reminder.amount,
            balance: reminder.balance,
            shortfall: reminder.shortfall,
            estimated: reminder.is_projected,
            text,
        }
    }
}

impl ReminderView {
    pub(crate) fn new(shown: ShownReminder, now: DateTime<Utc>) -> Self {
        let unseen = shown.is_unseen(now);
        let shown_at = (shown.delivery != Delivery::Waiting).then_some(shown.shown_at);
        Self { debit_date: shown.key.debit_date, shown_at, text: shown.text, unseen }
    }
}

impl From<ReminderRules> for ReminderRulesView {
    fn from(rules: ReminderRules) -> Self {
        Self {
            when_short: rules.days_before_if_short,
            when_enough: rules.days_before_if_covered,
            at: HourAndMinute(rules.at),
            quiet_from: rules.quiet.map(|quiet| HourAndMinute(quiet.from)),
            quiet_to: rules.quiet.map(|quiet| HourAndMinute(quiet.to)),
        }
    }
}

impl From<ReminderRulesView> for ReminderRules {
    fn from(rules: ReminderRulesView) -> Self {
        let quiet = rules.quiet_from.zip(rules.quiet_to);
        Self {
            days_before_if_short: rules.when_short,
            days_before_if_covered: rules.when_enough,
            at: rules.at.0,
            quiet: quiet.map(|(from, to)| QuietHours { from: from.0, to: to.0 }),
        }
    }
}

impl TryFrom<String> for HourAndMinute {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        NaiveTime::parse_from_str(&text, "%H:%M").map(Self)
    }
}

impl From<HourAndMinute> for String {
    fn from(time: HourAndMinute) -> Self {
        time.0.format("%H:%M").to_string()
    }
}
