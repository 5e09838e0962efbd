//! Search in transactions.

use kabinet_domain::{Category, Query};
use kabinet_store::{Cursor, FoundTotals, Search};

use crate::view::{FoundTransaction, SearchResults};
use crate::{AccountContext, ApiError};

impl AccountContext {
    /// Finds transactions in every stored month, one page at a time.
    ///
    /// Returns the first page, or the page of a cursor that an earlier page returned as
    /// [`SearchResults::next`].
    ///
    /// # Errors
    /// [`ApiError::NotACursor`] if `after` is none, and [`ApiError::Database`] if the data cannot
    /// be read.
    pub fn search(
        &self,
        query: &str,
        category: Option<Category>,
        after: Option<&str>,
    ) -> Result<SearchResults, ApiError> {
        let after = after.map(|text| read_cursor(text).ok_or(ApiError::NotACursor)).transpose()?;
        let overrides = self.store.category_overrides(self.account.id)?;
        let search = Search { query: &Query::typed(query), category, overrides: &overrides };
        let found = self.store.search(self.account.id, &search, after.as_ref())?;
        let FoundTotals { count, paid, charged } = found.totals;
        let entries =
            found.transactions.into_iter().map(|it| FoundTransaction::new(it, &overrides)).collect();
        Ok(SearchResults { entries, next: found.next.as_ref().map(write_cursor), count, paid, charged })
    }
}

fn write_cursor(cursor: &Cursor) -> String {
    let Cursor { month, position, totals: FoundTotals { count, paid, charged } } = cursor;
    format!("{month} {position} {count} {paid} {charged}")
}

fn read_cursor(text: &str) -> Option<Cursor> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [month, position, count, paid, charged] = parts.as_slice() else { return None };
    let totals =
        FoundTotals { count: count.parse().ok()?, paid: paid.parse().ok()?, charged: charged.parse().ok()? };
    Some(Cursor { month: month.parse().ok()?, position: position.parse().ok()?, totals })
}
