//! The part of a statement that is searched, and the transactions that are found in it.

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Categorizer, Category, DateRange, Money, Month};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of the statement: the transactions of some days that meet a query.
///
/// The default is the whole statement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, TS)]
pub struct Selection {
    /// The typed query; empty for every transaction.
    pub query: String,
    /// The only category; null for every category.
    pub kind: Option<Category>,
    /// The first day; null for no lower bound.
    pub from: Option<NaiveDate>,
    /// The last day; null for no upper bound.
    pub to: Option<NaiveDate>,
}

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
    /// The conditions that the query was understood as.
    pub terms: Vec<SearchTerm>,
}

/// A condition of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SearchTerm {
    /// Its meaning in words: «сумма 400,00 ₽».
    pub label: String,
    /// The query without it.
    pub rest: String,
    /// The number of transactions found without it; null unless nothing was found with it.
    pub count: Option<usize>,
}

impl Selection {
    /// Returns the selection of every transaction of some days.
    pub fn of_days(days: DateRange) -> Self {
        Self { from: days.from, to: days.to, ..Self::default() }
    }

    /// Returns the selection of a query in the whole statement.
    pub fn of_query(query: &str, kind: Option<Category>) -> Self {
        Self { query: query.to_owned(), kind, ..Self::default() }
    }

    /// Returns its days.
    pub fn days(&self) -> DateRange {
        DateRange { from: self.from, to: self.to }
    }

    /// Returns true if it leaves out transactions of its days.
    pub fn is_filtered(&self) -> bool {
        self.kind.is_some() || !self.query.trim().is_empty()
    }
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
    pub(crate) fn new(found: kabinet_store::FoundTransaction, categorizer: &mut Categorizer) -> Self {
        let kabinet_store::FoundTransaction { month, position, transaction } = found;
        Self {
            month,
            position,
            kind: categorizer.of(&transaction),
            date: transaction.date,
            time: transaction.time,
            operation: transaction.description,
            amount: transaction.amount,
            closing: transaction.balance_after,
        }
    }
}
