//! What the window begins with, and shows first.

use serde::Serialize;
use ts_rs::TS;

use super::Account;
use super::meaning::Changes;
use super::window::{MonthLine, Overview, Preferences, Provider, ReminderList};

/// What the window begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Start {
    /// The accounts that are kept.
    pub accounts: Vec<Account>,
    /// The providers that can be chosen.
    pub providers: Vec<Provider>,
    /// What is set up.
    pub preferences: Preferences,
    /// The language to speak, `ru` or `en`.
    pub locale: String,
    /// Whether the example is shown.
    pub example: bool,
    /// The program's version.
    pub version: String,
}

/// What the window shows first, in one answer: it is to be there at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Opening {
    /// What the window begins with.
    pub start: Start,
    /// The first account, if all of it can be read.
    pub first: Option<Glance>,
}

/// What the overview shows of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Glance {
    /// The account at one glance.
    pub overview: Overview,
    /// The figures of every month, newest first.
    pub months: Vec<MonthLine>,
    /// What the last refresh that changed anything brought.
    pub changes: Option<Changes>,
    /// Its reminders.
    pub reminders: ReminderList,
}
