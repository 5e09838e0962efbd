//! Search in transactions.

use chrono::NaiveDate;
use kabinet_domain::Query;
use kabinet_store::{Cursor, Found, FoundTotals, Search};

use crate::view::{FoundTransaction, SearchResults, SearchTerm, Selection};
use crate::{AccountContext, ApiError, Language};

impl AccountContext {
    /// Finds the transactions of a selection, one page at a time.
    ///
    /// Returns the first page, or the page of a cursor that an earlier page returned as
    /// [`SearchResults::next`].
    ///
    /// # Errors
    /// [`ApiError::NotACursor`] if `after` is none, and [`ApiError::Database`] if the data cannot
    /// be read.
    pub fn search(
        &self,
        selection: &Selection,
        after: Option<&str>,
        language: Language,
    ) -> Result<SearchResults, ApiError> {
        let after = after.map(|text| read_cursor(text).ok_or(ApiError::NotACursor)).transpose()?;
        let query = self.query_of(selection);
        let found = self.find(&query, selection, after.as_ref())?;
        let terms = match after {
            Some(_) => Vec::new(),
            None => self.terms(&query, selection, found.totals.count == 0, language)?,
        };
        let overrides = self.store.category_overrides(self.account.id)?;
        let FoundTotals { count, paid, charged } = found.totals;
        let entries =
            found.transactions.into_iter().map(|it| FoundTransaction::new(it, &overrides)).collect();
        let next = found.next.as_ref().map(write_cursor);
        Ok(SearchResults { entries, next, count, paid, charged, terms })
    }

    /// Reads the query of a selection as typed today.
    pub(crate) fn query_of(&self, selection: &Selection) -> Query {
        Query::typed(&selection.query, self.likely_today())
    }

    fn find(&self, query: &Query, selection: &Selection, after: Option<&Cursor>) -> Result<Found, ApiError> {
        let overrides = self.store.category_overrides(self.account.id)?;
        let (category, days) = (selection.kind, selection.days());
        let search = Search { query, category, days, overrides: &overrides };
        Ok(self.store.search(self.account.id, &search, after)?)
    }

    /// Returns the conditions of a query, each with the number found without it if `is_empty`.
    fn terms(
        &self,
        query: &Query,
        selection: &Selection,
        is_empty: bool,
        language: Language,
    ) -> Result<Vec<SearchTerm>, ApiError> {
        let today = self.likely_today();
        let parts = query.parts();
        let mut terms = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
            let rest = others.map(|(_, part)| part.text()).collect::<Vec<_>>().join(" ");
            let count = match is_empty {
                true => Some(self.find(&Query::typed(&rest, today), selection, None)?.totals.count),
                false => None,
            };
            terms.push(SearchTerm { label: language.search_term(part), rest, count });
        }
        Ok(terms)
    }

    /// Returns today at the provider, or in UTC while its description cannot be read.
    fn likely_today(&self) -> NaiveDate {
        self.today().unwrap_or_else(|_| self.api.clock.now().date_naive())
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
