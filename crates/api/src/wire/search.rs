//! What a search finds.

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Money, Month};
use serde::Serialize;
use ts_rs::TS;

use super::meaning::Kind;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Found {
    /// A page of operations, newest first.
    pub entries: Vec<FoundEntry>,
    /// What to ask the next page with.
    pub next: Option<String>,
    /// How many were found in all.
    pub count: usize,
    /// What they paid in.
    #[ts(as = "String")]
    pub paid: Money,
    /// What they charged.
    #[ts(as = "String")]
    pub charged: Money,
}

/// An operation that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundEntry {
    /// Its month.
    #[ts(as = "String")]
    pub month: Month,
    /// Which of the month's operations, from 0, oldest first.
    pub position: usize,
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day at the provider, where it is shown.
    pub time: Option<NaiveTime>,
    /// What it was, in the provider's words.
    pub operation: String,
    /// What it added to the account.
    #[ts(as = "String")]
    pub amount: Money,
    /// The balance after it, where it is shown.
    #[ts(as = "Option<String>")]
    pub closing: Option<Money>,
    /// What it is.
    pub kind: Kind,
}
