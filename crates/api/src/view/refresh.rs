//! Refreshes and their progress.

use std::time::Duration;

use chrono::{DateTime, Utc};
use kabinet_domain::{AccountNumber, ErrorCode};
use kabinet_store::{Account, StoredCode};
use kabinet_sync as sync;
use serde::Serialize;
use ts_rs::TS;

use crate::Language;
use crate::view::UnreadParts;

/// The result of a refresh of one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Refreshed {
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The number of months read.
    pub months_read: usize,
    /// The number of transactions that were not stored before.
    pub new_entries: usize,
    /// The parts of the site that it did not read.
    #[serde(flatten)]
    #[ts(skip)]
    pub unread: UnreadParts,
}

/// The outcome of a refresh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RefreshRecord {
    /// The time.
    pub at: DateTime<Utc>,
    /// The stable code.
    pub code: Option<ErrorCode>,
    /// The message for people.
    pub message: Option<String>,
    /// The number of months read.
    pub months_read: Option<u32>,
    /// The duration in milliseconds.
    #[ts(type = "number | null")]
    pub duration_ms: Option<u64>,
}

/// The progress of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// The number of months read.
    pub done: usize,
    /// The number of months to read; 0 while unknown.
    pub of: usize,
}

/// A stage of a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Signing in.
    SigningIn,
    /// Reading the account page and the list of months.
    Account,
    /// Reading months.
    Months,
}

impl Refreshed {
    pub(crate) fn new(account: &Account, refreshed: sync::Refreshed, unread: UnreadParts) -> Self {
        let sync::Refreshed { months_read, new_entries, .. } = refreshed;
        let (account, login) = (account.number.clone(), account.login.clone());
        Self { account, login, months_read, new_entries, unread }
    }
}

impl RefreshRecord {
    pub(crate) fn new(record: &kabinet_store::RefreshRecord, language: Language) -> Self {
        let code = record.failure.as_ref().map(StoredCode::code);
        Self {
            at: record.at,
            code,
            message: code.map(|code| language.failure(code).0),
            months_read: Some(record.months_read),
            duration_ms: Some(milliseconds(record.duration)),
        }
    }
}

impl From<sync::Progress> for Progress {
    fn from(progress: sync::Progress) -> Self {
        let (stage, done, of) = match progress {
            sync::Progress::SigningIn => (Stage::SigningIn, 0, 0),
            sync::Progress::Account => (Stage::Account, 0, 0),
            sync::Progress::Months { done, of } => (Stage::Months, done, of),
        };
        Self { stage, done, of }
    }
}

/// Returns the whole milliseconds of a duration.
pub(crate) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
