//! Reader of a statement without months: a flat list of transactions, or one list for each side.

use chrono::NaiveDate;
use kabinet_domain::{Money, Transaction};

use crate::error::Missing;
use crate::html::document::Document;
use crate::statement::columns::TransactionColumns;
use crate::statement::credit_debit::Side;
use crate::statement::transactions;
use crate::table::Grids;

#[cfg(test)]
mod tests;

/// Headers of the words of a transaction in lists of payments or charges, the surest first.
const DESCRIPTIONS: [&str; 22] = [
    "способ",
    "способ платежа",
    "способ пополнения",
    "способ внесения",
    "платежная система",
    "вид платежа",
    "тип платежа",
    "вид начисления",
    "вид списания",
    "статья",
    "причина",
    "комментарий",
    "примечание",
    "место оплаты",
    "место платежа",
    "пункт приема",
    "откуда",
    "касса",
    "вид",
    "тип",
    "название",
    "детали",
];

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
/// A date without a year is near `context`. The longest of several lists counts, with lists of other
/// days: some sites have a table for each month.
pub fn read(
    document: &Document,
    columns: &TransactionColumns,
    kind: ListKind,
    context: NaiveDate,
) -> Option<FlatPage> {
    let columns = &with_more_descriptions(columns);
    let grids = &Grids::of(document);
    let page = match kind {
        ListKind::Both => transactions::read(grids, columns, context),
        ListKind::OneSide(side) => transactions::read_side(grids, columns, side, context),
    };
    let page = page.ok().filter(|page| !page.needs_totals)?;
    let visible = page.tables.iter().any(|table| !table.hidden);
    let tables = page.tables.into_iter().filter(|table| !table.hidden || !visible);
    let transactions = joined(tables.map(|table| table.transactions).collect())?;
    let has_sign = |transaction: &Transaction| transaction.amount.is_negative();
    let has_both_balances =
        |transaction: &Transaction| transaction.balance_before.and(transaction.balance_after).is_some();
    let shows_sides = match kind {
        ListKind::OneSide(side) => !is_mixed(grids, columns, side, context),
        ListKind::Both => page.has_side_columns || transactions.iter().any(has_sign),
    };
    let is_signed = shows_sides || transactions.iter().all(has_both_balances);
    Some(FlatPage { transactions, is_signed, unread_rows: page.unread_rows })
}

/// Adds headers of the column with the way of a payment or the reason of a charge.
fn with_more_descriptions(columns: &TransactionColumns) -> TransactionColumns {
    let description = columns.description.with(DESCRIPTIONS.map(str::to_owned));
    TransactionColumns { description, ..columns.clone() }
}

/// Joins the longest list with the lists of other days, in the order of the page.
fn joined(lists: Vec<Vec<Transaction>>) -> Option<Vec<Transaction>> {
    let days = |list: &[Transaction]| {
        let dates = || list.iter().map(|it| it.date);
        dates().min().zip(dates().max())
    };
    let mut longest: Vec<usize> = (0..lists.len()).collect();
    longest.sort_by_key(|at| std::cmp::Reverse(lists.get(*at).map_or(0, Vec::len)));
    let mut taken: Vec<(usize, (NaiveDate, NaiveDate))> = Vec::new();
    for at in longest {
        let Some((from, to)) = lists.get(at).and_then(|list| days(list)) else { continue };
        if taken.iter().all(|(_, (first, last))| to < *first || *last < from) {
            taken.push((at, (from, to)));
        }
    }
    taken.sort_unstable();
    let joined: Vec<Transaction> =
        taken.iter().filter_map(|(at, _)| lists.get(*at)).flatten().cloned().collect();
    (!lists.is_empty()).then_some(joined)
}

/// Returns true if a list of charges shows amounts of both signs.
///
/// Nothing tells then whether a minus is a charge or money given back.
fn is_mixed(grids: &Grids<'_>, columns: &TransactionColumns, side: Side, context: NaiveDate) -> bool {
    let Ok(page) = transactions::read(grids, columns, context) else { return false };
    let amounts = || page.tables.iter().flat_map(|table| &table.transactions).map(|it| it.amount);
    side == Side::Debit && amounts().any(Money::is_negative) && amounts().any(|it| it > Money::ZERO)
}
