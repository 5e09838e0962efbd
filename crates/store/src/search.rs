//! Finding operations among all that are kept, in their newest versions, with the totals of all
//! that is found. Deliberately not here: what a query means (`kabinet_domain::Query`).

pub(crate) mod filter;
pub(crate) mod index;

use kabinet_domain::{Category, CategoryOverrides, Money, Month, Query, Transaction};
use rusqlite::{Connection, Row, params};

use crate::search::filter::Sieve;
use crate::search::index::Line;
use crate::sql_types;
use crate::sql_types::Text;
use crate::{AccountId, Store, StoreError, statement};

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// What was typed.
    pub query: &'a Query,
    /// Operations of this kind alone.
    pub kind: Option<Category>,
    /// Which kinds the customer gave to operations.
    pub corrections: &'a CategoryOverrides,
}

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The newest month first, and within it the last operation first; at most [`Found::PAGE`].
    pub entries: Vec<FoundTransaction>,
    /// The totals of all that is found, on this page or not.
    pub totals: FoundTotals,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// An operation that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTransaction {
    /// In which month's statement it stands.
    pub month: Month,
    /// The how many-th it is there, from 0.
    pub position: usize,
    /// The operation.
    pub entry: Transaction,
}

/// What the operations come to that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FoundTotals {
    /// How many they are.
    pub count: usize,
    /// What was paid; positive.
    pub paid: Money,
    /// What was charged; positive.
    pub charged: Money,
}

/// The last operation of a page. It holds the totals too, so that only the first page of a search
/// has to look at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// In which month it stands.
    pub month: Month,
    /// The how many-th it is there, from 0.
    pub position: usize,
    /// The totals of the search.
    pub totals: FoundTotals,
}

/// A search on its way from the newest month to the oldest.
struct Finding<'a> {
    sieve: Sieve<'a>,
    after: Option<&'a Cursor>,
    places: Vec<Place>,
    tally: Tally,
}

/// Where an operation stands.
struct Place {
    statement: i64,
    month: Month,
    position: usize,
}

/// Totals in kopecks.
#[derive(Default)]
struct Tally {
    count: usize,
    paid: i128,
    charged: i128,
}

impl Found {
    /// How many operations a page has at most.
    pub const PAGE: usize = 100;
}

impl Store {
    /// Finds operations: the first page of them, or the one after a bookmark of the same search.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Busy`] and [`StoreError::Sqlite`].
    pub fn search(
        &self,
        id: AccountId,
        search: &Search<'_>,
        after: Option<&Cursor>,
    ) -> Result<Found, StoreError> {
        let snapshot = self.connection.unchecked_transaction()?;
        let mut sieve = Sieve::new(&snapshot, id, search);
        if after.is_none() {
            sieve.look_at_all_operations()?;
        }
        let mut finding = Finding { sieve, after, places: Vec::new(), tally: Tally::default() };
        finding.look(&snapshot, id)?;
        Ok(finding.page(&snapshot)?)
    }
}

impl Finding<'_> {
    fn look(&mut self, connection: &Connection, account: AccountId) -> rusqlite::Result<()> {
        let mut months = connection.prepare_cached(
            "SELECT statement, month, lines FROM month_index
             WHERE account = ?1 AND month <= ?2 ORDER BY month DESC",
        )?;
        let last = self.after.map_or_else(|| "9999-12".to_owned(), |after| after.month.to_string());
        let mut rows = months.query(params![account, last])?;
        while !self.is_over()
            && let Some(row) = rows.next()?
        {
            self.look_through(row)?;
        }
        Ok(())
    }

    fn look_through(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let (statement, Text(month)) = (row.get("statement")?, row.get("month")?);
        let (lines, rest) = row.get_ref("lines")?.as_blob()?.as_chunks();
        if !rest.is_empty() {
            return Err(sql_types::damaged("a line of the index is cut off"));
        }
        let bookmark = self.after.filter(|after| after.month == month);
        let lines = &lines[..bookmark.map_or(lines.len(), |after| after.position.min(lines.len()))];
        for (position, line) in lines.iter().enumerate().rev() {
            let line = Line::read(line);
            if self.sieve.passes(line)? {
                self.take(Place { statement, month, position }, line.kopecks);
                if self.is_over() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// One more than a page, to know whether there is another page.
    fn take(&mut self, place: Place, kopecks: i64) {
        self.tally.add(kopecks);
        if self.places.len() <= Found::PAGE {
            self.places.push(place);
        }
    }

    /// After a bookmark the totals are known, and one page is enough.
    fn is_over(&self) -> bool {
        self.after.is_some() && self.places.len() > Found::PAGE
    }

    fn page(mut self, connection: &Connection) -> rusqlite::Result<Found> {
        let totals = match self.after {
            Some(after) => after.totals,
            None => self.tally.totals()?,
        };
        let goes_on = self.places.len() > Found::PAGE;
        self.places.truncate(Found::PAGE);
        let last = self.places.last().filter(|_| goes_on);
        let next = last.map(|last| Cursor { month: last.month, position: last.position, totals });
        let entries = self.places.iter().map(|place| place.entry(connection)).collect::<Result<_, _>>()?;
        Ok(Found { entries, totals, next })
    }
}

impl Place {
    fn entry(&self, connection: &Connection) -> rusqlite::Result<FoundTransaction> {
        let entry = statement::entry_at(connection, self.statement, self.position)?
            .ok_or_else(|| sql_types::damaged("the index names an operation that is not there"))?;
        Ok(FoundTransaction { month: self.month, position: self.position, entry })
    }
}

impl Tally {
    fn add(&mut self, kopecks: i64) {
        self.count += 1;
        if kopecks > 0 {
            self.paid += i128::from(kopecks);
        } else {
            self.charged -= i128::from(kopecks);
        }
    }

    fn totals(&self) -> rusqlite::Result<FoundTotals> {
        let Self { count, paid, charged } = *self;
        Ok(FoundTotals { count, paid: sql_types::sum(paid)?, charged: sql_types::sum(charged)? })
    }
}
