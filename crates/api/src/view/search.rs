//! Search results.

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Category, CategoryOverrides, Money, Month, categorize};
use serde::Serialize;
use ts_rs::TS;

/// The results of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SearchResults {
    /// A page of transactions, newest first.
    pub entries: Vec<FoundTransaction>,
    /// The cursor of the next page; null on the last one.
    pub next: Option<String>,
    /// The number of transactions on all pages.
    pub count: usize,
    /// The amount paid in by all of them.
    #[ts(as = "String")]
    pub paid: Money,
    /// The amount charged by all of them.
    #[ts(as = "String")]
    pub charged: Money,
}

/// A transaction that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FoundTransaction {
    /// Its month.
    #[ts(as = "String")]
    pub month: Month,
    /// The zero-based index within the month, oldest first.
    pub position: usize,
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day at the provider, where it is shown.
    pub time: Option<NaiveTime>,
    /// The description in the provider's words.
    pub operation: String,
    /// The amount; a charge is negative.
    #[ts(as = "String")]
    pub amount: Money,
    /// The balance after it, where it is shown.
    #[ts(as = "Option<String>")]
    pub closing: Option<Money>,
    /// The category.
    pub kind: Category,
}

impl FoundTransaction {
    pub(crate) fn new(found: kabinet_store::FoundTransaction, overrides: &CategoryOverrides) -> Self {
        let kabinet_store::FoundTransaction { month, position, transaction } = found;
        Self {
            month,
            position,
            kind: categorize(&transaction, overrides),
            date: transaction.date,
            time: transaction.time,
            operation: transaction.description,
            amount: transaction.amount,
            closing: transaction.balance_after,
        }
    }
}
