//! Months and their transactions.

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{
    Categorizer, Category, Money, Month, MonthMarks, MonthStatement, MonthTotals, Transaction,
};
use serde::Serialize;
use ts_rs::TS;

use crate::view::{Discrepancy, UnreadMonth};

/// The months of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The months, newest first.
    pub months: Vec<StatementMonth>,
    /// The months whose last reading failed, newest first.
    ///
    /// An earlier reading of them is among the months.
    pub unread: Vec<UnreadMonth>,
}

/// A month with its transactions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementMonth {
    /// Its figures.
    #[serde(flatten)]
    pub totals: MonthTotals,
    /// True if a later reading of it is held back, so that this is the earlier one.
    pub held_back: bool,
    /// True if the portal shows no such month, so that it is derived from a list of transactions.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    /// True if the portal cuts kopecks off, so that the figures do not add up to the kopeck.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inexact: bool,
    /// Its transactions, oldest first.
    pub entries: Vec<Transaction>,
}

/// The figures of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthSummary {
    /// The month.
    #[ts(as = "String")]
    pub month: Month,
    /// The balance at its beginning.
    #[ts(as = "String")]
    pub opening: Money,
    /// The amount paid in; positive.
    #[ts(as = "String")]
    pub paid: Money,
    /// The amount charged; positive.
    #[ts(as = "String")]
    pub charged: Money,
    /// The balance at its end.
    #[ts(as = "String")]
    pub closing: Money,
    /// The number of discrepancies in it.
    pub findings: usize,
    /// The reason why the last reading of it is not shown; null if it is.
    pub doubt: Option<String>,
    /// True if the site shows no such month, so that it is derived from a list of transactions.
    pub derived: bool,
    /// True if the site cuts kopecks off, so that the figures do not add up to the kopeck.
    pub inexact: bool,
}

/// A month with its transactions and its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthView {
    /// Its figures.
    pub totals: MonthSummary,
    /// Its transactions, oldest first.
    pub entries: Vec<TransactionView>,
    /// Its discrepancies.
    pub findings: Vec<Discrepancy>,
    /// The nearest earlier month that is stored.
    #[ts(as = "Option<String>")]
    pub previous: Option<Month>,
    /// The nearest later month that is stored.
    #[ts(as = "Option<String>")]
    pub next: Option<Month>,
}

/// A transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Transaction")]
pub struct TransactionView {
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day at the provider, where it is shown.
    pub time: Option<NaiveTime>,
    /// The description in the provider's words.
    pub operation: String,
    /// The balance before it, where it is shown.
    #[ts(as = "Option<String>")]
    pub opening: Option<Money>,
    /// The amount; a charge is negative.
    #[ts(as = "String")]
    pub amount: Money,
    /// The balance after it, where it is shown.
    #[ts(as = "Option<String>")]
    pub closing: Option<Money>,
    /// The category.
    pub kind: Category,
    /// True if the customer chose the category.
    pub kind_corrected: bool,
}

impl StatementMonth {
    pub(crate) fn new(statement: MonthStatement, held_back: bool, marks: MonthMarks) -> Self {
        let MonthStatement { totals, transactions: entries } = statement;
        Self { totals, held_back, derived: marks.is_derived, inexact: marks.is_inexact, entries }
    }
}

impl MonthSummary {
    pub(crate) fn new(
        totals: MonthTotals,
        findings: usize,
        doubt: Option<String>,
        marks: MonthMarks,
    ) -> Self {
        let MonthTotals { month, opening_balance: opening, paid, charged, closing_balance: closing } = totals;
        let MonthMarks { is_derived: derived, is_inexact: inexact } = marks;
        Self { month, opening, paid, charged, closing, findings, doubt, derived, inexact }
    }
}

impl TransactionView {
    pub(crate) fn new(transaction: Transaction, categorizer: &mut Categorizer) -> Self {
        Self {
            kind: categorizer.of(&transaction),
            kind_corrected: categorizer.chosen(&transaction.description).is_some(),
            date: transaction.date,
            time: transaction.time,
            operation: transaction.description,
            opening: transaction.balance_before,
            amount: transaction.amount,
            closing: transaction.balance_after,
        }
    }
}
