//! Transactions as they were read, before a month's totals prove them.

use kabinet_domain::Transaction;

use crate::error::Missing;

/// A table of transactions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateTable {
    /// True if the page hides the table.
    pub hidden: bool,
    /// The transactions in the order of the page.
    pub transactions: Vec<Transaction>,
}

/// The tables of transactions of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CandidateTables {
    /// In the order of the page.
    pub tables: Vec<CandidateTable>,
    /// Transactions whose rows name another service.
    pub other_service: Vec<Transaction>,
    /// Rows that may be transactions and were not read as such.
    pub skipped_rows: Vec<Missing>,
    /// Rows that look like transactions and could not be read.
    pub unread_rows: Vec<Missing>,
    /// Columns of balances that the tables do not show.
    pub missing_balances: Vec<Missing>,
    /// True if the tables have a column for each side of the account, or show one side alone.
    pub has_side_columns: bool,
    /// True if neither a header nor a balance shows that these are transactions.
    ///
    /// Only the totals of a month can prove them then.
    pub needs_totals: bool,
}

/// Transactions that may belong to a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// In the order of the page.
    pub transactions: Vec<Transaction>,
    /// Transactions among them whose rows name another service, perhaps of another account.
    pub other_service: Vec<Transaction>,
    /// Rows that may be transactions and were not read as such; harmless if the month adds up.
    pub skipped_rows: Vec<Missing>,
    /// Rows that could not be read.
    ///
    /// They are harmless if payments and charges add up to the totals without them.
    pub unread_rows: Vec<Missing>,
    /// Columns of balances that are not shown, as long as nothing else proves the amounts.
    pub missing_balances: Vec<Missing>,
}
