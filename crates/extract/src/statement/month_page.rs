//! Readers of the page of a month, or of its part of a page with several.

use chrono::{Datelike, Months};
use kabinet_domain::{Money, Month, MonthTotals, Transaction};

use crate::error::{Missing, Problem};
use crate::html::document::Document;
use crate::statement::candidate::Candidates;
use crate::statement::columns::TransactionColumns;
use crate::statement::reconcile::{bordering, combine_tables};
use crate::statement::transactions;

#[cfg(test)]
mod tests;

/// Reads the transactions on the page of a month; `None` if it has no table of them.
///
/// # Errors
/// The cells of the table that could not be read.
pub fn transactions(
    document: &Document,
    columns: &TransactionColumns,
    totals: &MonthTotals,
) -> Result<Option<Candidates>, Vec<Missing>> {
    let page = transactions::read(document, columns, totals.month.first_day());
    let page = page.inspect_err(|missing| document.trace.missing(missing))?;
    document.trace.missing(&page.unread_rows);
    let has_tables = !page.tables.is_empty();
    has_tables.then(|| combine_tables(page, totals, columns)).transpose()
}

/// Reads the transactions of a month from the page that lists the months.
///
/// Days without a year are of the month's year if the month adds up with them.
///
/// # Errors
/// The cells that could not be read, or days that may be of two years.
pub fn transactions_beside(
    document: &Document,
    columns: &TransactionColumns,
    totals: &MonthTotals,
) -> Result<Candidates, Vec<Missing>> {
    let own = |month: Month| {
        let mut page = transactions::read(document, columns, month.first_day())?;
        page.tables.iter_mut().for_each(|table| table.transactions.retain(|it| month.contains(it.date)));
        combine_tables(page, totals, columns)
    };
    let candidates = own(totals.month)?.narrowed(totals);
    if !candidates.match_totals(totals)
        && let Some(bordering) = transactions_bordering(document, columns, totals)?
    {
        return Ok(bordering);
    }
    let Some(first) = candidates.transactions.first().filter(|_| !candidates.match_totals(totals)) else {
        return Ok(candidates);
    };
    let year_before = Month::of(totals.month.first_day() - Months::new(12));
    let before = own(year_before).unwrap_or_default().transactions;
    if !before.iter().map(without_year).eq(candidates.transactions.iter().map(without_year)) {
        return Ok(candidates);
    }
    let dates = before.iter().take(1).chain([first]).map(|it| it.date.to_string());
    let problem = Problem::Ambiguous(dates.collect());
    Err(vec![Missing { label: columns.date.name.clone(), problem }])
}

/// Reads the transactions of a month and of the days beside it, if the totals prove them.
fn transactions_bordering(
    document: &Document,
    columns: &TransactionColumns,
    totals: &MonthTotals,
) -> Result<Option<Candidates>, Vec<Missing>> {
    let page = transactions::read(document, columns, totals.month.first_day())?;
    let all: Vec<Transaction> = page.tables.into_iter().flat_map(|table| table.transactions).collect();
    let (skipped_rows, unread_rows) = (page.skipped_rows, page.unread_rows);
    let proven = bordering(&all, totals);
    Ok(proven.map(|transactions| Candidates {
        transactions,
        skipped_rows,
        unread_rows,
        ..Candidates::default()
    }))
}

fn without_year(transaction: &Transaction) -> (u32, u32, &str, Money, Option<Money>) {
    let Transaction { date, description, amount, balance_after, .. } = transaction;
    (date.month(), date.day(), description, *amount, *balance_after)
}
