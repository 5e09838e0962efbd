//! Search among the newest versions of all months, with the totals of everything found.
//!
//! Not here: the meaning of a query (`kabinet_domain::Query`).

pub(crate) mod filter;
pub(crate) mod index;

use std::ops::ControlFlow;

use kabinet_domain::{Category, CategoryOverrides, DateRange, Money, Month, Query, Transaction};
use rusqlite::{Connection, Row, params};

use crate::search::filter::Filter;
use crate::search::index::IndexRow;
use crate::sql_types;
use crate::sql_types::TextColumn;
use crate::{AccountId, Store, StoreError, statement};

/// A search.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// The query.
    pub query: &'a Query,
    /// The only category to find; `None` finds every category.
    pub category: Option<Category>,
    /// The days to search.
    ///
    /// A month that lies within them is searched whole, with any days that its statement holds.
    pub days: DateRange,
    /// The categories that the customer chose.
    pub overrides: &'a CategoryOverrides,
}

/// A page of search results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// At most [`Found::PAGE`] transactions, newest month first, and the last of a month first.
    pub transactions: Vec<FoundTransaction>,
    /// The totals of everything found, on this page or not.
    pub totals: FoundTotals,
    /// The end of this page, after which the next one begins; `None` on the last page.
    pub next: Option<Cursor>,
    /// For each part of the query, the number of transactions that meet every other condition.
    ///
    /// The parts are [`Query::parts`]. Empty unless nothing was found.
    pub without_each: Vec<usize>,
}

/// A transaction that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTransaction {
    /// The month of its statement.
    pub month: Month,
    /// Zero-based index within the month.
    pub position: usize,
    /// The transaction.
    pub transaction: Transaction,
}

/// Totals of the transactions that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FoundTotals {
    /// The number of transactions.
    pub count: usize,
    /// The sum of the payments; not negative.
    pub paid: Money,
    /// The sum of the charges; not negative.
    pub charged: Money,
}

/// The last transaction of a page.
///
/// It carries the totals, so that only the first page of a search reads every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The month of its statement.
    pub month: Month,
    /// Zero-based index within the month.
    pub position: usize,
    /// The totals of the search.
    pub totals: FoundTotals,
}

/// A walk over the index from the newest month to the oldest.
struct Scan<'a> {
    filter: Filter<'a>,
    days: DateRange,
    after: Option<&'a Cursor>,
    hits: Vec<Hit>,
    totals: KopeckTotals,
    near_misses: NearMisses,
}

/// The transactions that fail conditions of one part of the query alone.
///
/// They are counted while nothing is found, because only then somebody asks for them.
#[derive(Default)]
struct NearMisses {
    /// The conditions of each part, one bit each.
    parts: Vec<u64>,
    /// The number of transactions by part.
    counts: Vec<usize>,
}

/// The place of a transaction that was found.
struct Hit {
    statement: i64,
    month: Month,
    position: usize,
    row: IndexRow,
}

/// Totals in kopecks.
#[derive(Default)]
struct KopeckTotals {
    count: usize,
    paid: i128,
    charged: i128,
}

impl Found {
    /// The most transactions of a page.
    pub const PAGE: usize = 100;
}

impl Store {
    /// Returns the first page of a search, or the page after a cursor of the same search.
    ///
    /// # Errors
    /// Returns a [`StoreError`] if the database cannot be read.
    pub fn search(
        &self,
        id: AccountId,
        search: &Search<'_>,
        after: Option<&Cursor>,
    ) -> Result<Found, StoreError> {
        let snapshot = self.connection.unchecked_transaction()?;
        let mut filter = Filter::new(&snapshot, id, search);
        if after.is_none() {
            filter.read_descriptions()?;
        }
        let (hits, totals) = (Vec::new(), KopeckTotals::default());
        let near_misses = if after.is_none() { NearMisses::of(search.query) } else { NearMisses::default() };
        let mut scan = Scan { filter, days: search.days, after, hits, totals, near_misses };
        scan.read_months(&snapshot, id)?;
        let page = scan.page(&snapshot)?;
        self.undamaged(page)
    }
}

impl Scan<'_> {
    fn read_months(&mut self, connection: &Connection, account: AccountId) -> rusqlite::Result<()> {
        let mut months = connection.prepare_cached(
            "SELECT statement, month, rows FROM search_index
             WHERE account = ?1 AND month <= ?2 ORDER BY month DESC",
        )?;
        let last = self.after.map_or_else(|| "9999-12".to_owned(), |after| after.month.to_string());
        let mut rows = months.query(params![account, last])?;
        while !self.is_complete()
            && let Some(row) = rows.next()?
        {
            self.read_month(row)?;
        }
        Ok(())
    }

    fn read_month(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let (statement, TextColumn(month)) = (row.get("statement")?, row.get("month")?);
        let end = self.after.filter(|after| after.month == month).map_or(usize::MAX, |after| after.position);
        walk_month(row, self.days, |position, row| {
            if position < end {
                let is_empty = self.totals.count == 0;
                let parts = if is_empty { self.near_misses.parts.as_slice() } else { &[] };
                match self.filter.unmet(row, parts)? {
                    Some(0) => self.add(Hit { statement, month, position, row }),
                    Some(unmet) => self.near_misses.count(unmet),
                    None => {}
                }
            }
            Ok(if self.is_complete() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })
    }

    /// Adds a hit to the totals and to the page.
    ///
    /// A page takes one hit too many, which shows that another page follows.
    fn add(&mut self, hit: Hit) {
        self.totals.add(hit.row.kopecks);
        if self.hits.len() <= Found::PAGE {
            self.hits.push(hit);
        }
    }

    /// Returns true if the page is full and the cursor has the totals.
    fn is_complete(&self) -> bool {
        self.after.is_some() && self.hits.len() > Found::PAGE
    }

    fn page(mut self, connection: &Connection) -> rusqlite::Result<Found> {
        let totals = match self.after {
            Some(after) => after.totals,
            None => self.totals.in_money()?,
        };
        let is_last = self.hits.len() <= Found::PAGE;
        self.hits.truncate(Found::PAGE);
        let last = self.hits.last().filter(|_| !is_last);
        let next = last.map(|last| Cursor { month: last.month, position: last.position, totals });
        let transactions = self.hits.iter().map(|hit| hit.read(connection)).collect::<Result<_, _>>()?;
        let without_each = if totals.count == 0 { self.near_misses.counts } else { Vec::new() };
        Ok(Found { transactions, totals, next, without_each })
    }
}

impl NearMisses {
    fn of(query: &Query) -> Self {
        let parts = filter::conditions_by_part(&query.parts());
        Self { counts: vec![0; parts.len()], parts }
    }

    fn count(&mut self, unmet: u64) {
        let failed = self.counts.iter_mut().zip(&self.parts).filter(|(_, part)| unmet & !**part == 0);
        failed.for_each(|(count, _)| *count += 1);
    }
}

/// Calls `react` with each row of a month that is of the days, the last first, until it breaks.
fn walk_month(
    row: &Row<'_>,
    days: DateRange,
    mut react: impl FnMut(usize, IndexRow) -> rusqlite::Result<ControlFlow<()>>,
) -> rusqlite::Result<()> {
    let TextColumn(month) = row.get("month")?;
    if !days.touch(month) {
        return Ok(());
    }
    let is_whole = days.contain_month(month);
    let rows = index::unpack(row.get_ref("rows")?.as_blob()?);
    let rows = rows.ok_or_else(|| sql_types::decode_error("the index of a month is damaged"))?;
    for (position, row) in rows.into_iter().enumerate().rev() {
        let is_of_days = is_whole || row.date().is_some_and(|date| days.contain(date));
        if is_of_days && react(position, row)?.is_break() {
            break;
        }
    }
    Ok(())
}

impl Hit {
    fn read(&self, connection: &Connection) -> rusqlite::Result<FoundTransaction> {
        let transaction = statement::transaction_at(connection, self.statement, self.position)?
            .filter(|transaction| self.row.is_of(transaction))
            .ok_or_else(|| sql_types::decode_error("the index names a transaction that is not stored"))?;
        Ok(FoundTransaction { month: self.month, position: self.position, transaction })
    }
}

impl KopeckTotals {
    fn add(&mut self, kopecks: i64) {
        self.count += 1;
        if kopecks > 0 {
            self.paid += i128::from(kopecks);
        } else {
            self.charged -= i128::from(kopecks);
        }
    }

    fn in_money(&self) -> rusqlite::Result<FoundTotals> {
        let Self { count, paid, charged } = *self;
        Ok(FoundTotals { count, paid: sql_types::sum(paid)?, charged: sql_types::sum(charged)? })
    }
}
