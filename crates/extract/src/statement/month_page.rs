//! Readers of the page of a month, or of its part of a page with several.

use chrono::{Datelike, Months, NaiveDate};
use kabinet_domain::{Money, Month, MonthTotals, Transaction};

use crate::effort::spend;
use crate::error::{Missing, Problem};
use crate::html::document::Document;
use crate::statement::candidate::{CandidateTable, CandidateTables, Candidates};
use crate::statement::columns::TransactionColumns;
use crate::statement::reconcile::{bordering, combine_tables};
use crate::statement::transactions;
use crate::table::Grids;

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
    let page = transactions::read(&Grids::of(document), columns, totals.month.first_day());
    let page = page.inspect_err(|missing| document.trace.missing(missing))?;
    document.trace.missing(&page.unread_rows);
    let has_tables = !page.tables.is_empty();
    has_tables.then(|| combine_tables(page, totals, columns)).transpose()
}

/// The transactions on a page that lists the months too.
pub struct MonthsBeside<'p> {
    grids: Grids<'p>,
    columns: &'p TransactionColumns,
    /// The tables of a page whose days all name their year, which are the same for every month.
    dated: Option<CandidateTables>,
}

impl<'p> MonthsBeside<'p> {
    /// Reads a page once for all its months, if its days name their years.
    pub fn of(document: &'p Document, columns: &'p TransactionColumns) -> Self {
        // A day without its year or month is another one, or none, in the other context.
        const CONTEXTS: [(i32, u32); 2] = [(2000, 1), (2013, 2)];
        let grids = Grids::of(document);
        let read = |(year, month)| {
            let context = NaiveDate::from_ymd_opt(year, month, 1)?;
            transactions::read(&grids, columns, context).ok()
        };
        let [one, other] = CONTEXTS.map(read);
        Self { grids, columns, dated: one.filter(|one| Some(one) == other.as_ref()) }
    }

    /// Reads the transactions of a month.
    ///
    /// Days without a year are of the month's year if the month adds up with them.
    ///
    /// # Errors
    /// The cells that could not be read, or days that may be of two years.
    pub fn transactions(&self, totals: &MonthTotals) -> Result<Candidates, Vec<Missing>> {
        let candidates = self.own(totals.month, totals)?.narrowed(totals);
        if !candidates.match_totals(totals)
            && let Some(bordering) = self.bordering(totals)?
        {
            return Ok(bordering);
        }
        let Some(first) = candidates.transactions.first().filter(|_| !candidates.match_totals(totals)) else {
            return Ok(candidates);
        };
        let year_before = Month::of(totals.month.first_day() - Months::new(12));
        let before = self.own(year_before, totals).unwrap_or_default().transactions;
        if !before.iter().map(without_year).eq(candidates.transactions.iter().map(without_year)) {
            return Ok(candidates);
        }
        let dates = before.iter().take(1).chain([first]).map(|it| it.date.to_string());
        let problem = Problem::Ambiguous(dates.collect());
        Err(vec![Missing { label: self.columns.date.name.clone(), problem }])
    }

    /// Reads the transactions of the days of a month.
    fn own(&self, month: Month, totals: &MonthTotals) -> Result<Candidates, Vec<Missing>> {
        let page = self.read(month, |it| month.contains(it.date))?;
        combine_tables(page, totals, self.columns)
    }

    /// Reads the transactions of a month and of the days beside it, if the totals prove them.
    fn bordering(&self, totals: &MonthTotals) -> Result<Option<Candidates>, Vec<Missing>> {
        let page = self.read(totals.month, |_| true)?;
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

    /// Reads the tables of the page in the context of a month, with the wanted transactions alone.
    fn read(
        &self,
        month: Month,
        is_wanted: impl Fn(&Transaction) -> bool,
    ) -> Result<CandidateTables, Vec<Missing>> {
        let Some(dated) = &self.dated else {
            let mut page = transactions::read(&self.grids, self.columns, month.first_day())?;
            page.tables.iter_mut().for_each(|table| table.transactions.retain(&is_wanted));
            return Ok(page);
        };
        let wanted = |table: &CandidateTable| CandidateTable {
            hidden: table.hidden,
            transactions: table.transactions.iter().filter(|it| is_wanted(it)).cloned().collect(),
        };
        spend(dated.tables.iter().map(|table| table.transactions.len()).sum());
        Ok(CandidateTables {
            tables: dated.tables.iter().map(wanted).collect(),
            other_service: dated.other_service.clone(),
            skipped_rows: dated.skipped_rows.clone(),
            unread_rows: dated.unread_rows.clone(),
            missing_balances: dated.missing_balances.clone(),
            ..*dated
        })
    }
}

fn without_year(transaction: &Transaction) -> (u32, u32, &str, Money, Option<Money>) {
    let Transaction { date, description, amount, balance_after, .. } = transaction;
    (date.month(), date.day(), description, *amount, *balance_after)
}
