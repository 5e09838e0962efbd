//! Reader of a statement without months: a flat list of transactions, or one list for each side.

use chrono::NaiveDate;
use kabinet_domain::Transaction;

use crate::error::Missing;
use crate::html::document::Document;
use crate::statement::columns::TransactionColumns;
use crate::statement::credit_debit::Side;
use crate::statement::transactions;

#[cfg(test)]
mod tests;

/// The transactions that a list on a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Payments and charges.
    Both,
    /// Transactions of one side alone, usually without a sign.
    OneSide(Side),
}

/// Rows of a flat list on one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlatPage {
    /// The transactions in the order of the page.
    pub transactions: Vec<Transaction>,
    /// True if the signs of the amounts are shown or follow from the list or its columns.
    pub is_signed: bool,
    /// Rows that look like transactions and could not be read.
    pub unread_rows: Vec<Missing>,
}

/// Reads a flat list from a page; `None` if the page has no such list.
///
/// A date without a year is near `context`. The longest of several lists counts.
pub fn read(
    document: &Document,
    columns: &TransactionColumns,
    kind: ListKind,
    context: NaiveDate,
) -> Option<FlatPage> {
    let page = match kind {
        ListKind::Both => transactions::read(document, columns, context),
        ListKind::OneSide(side) => transactions::read_side(document, columns, side, context),
    };
    let page = page.ok()?;
    let visible = page.tables.iter().any(|table| !table.hidden);
    let tables = page.tables.into_iter().filter(|table| !table.hidden || !visible);
    let transactions = tables.map(|table| table.transactions).max_by_key(Vec::len)?;
    let has_sign = |transaction: &Transaction| transaction.amount.is_negative();
    let has_both_balances =
        |transaction: &Transaction| transaction.balance_before.and(transaction.balance_after).is_some();
    let is_signed = kind != ListKind::Both
        || page.has_side_columns
        || transactions.iter().any(has_sign)
        || transactions.iter().all(has_both_balances);
    Some(FlatPage { transactions, is_signed, unread_rows: page.unread_rows })
}
