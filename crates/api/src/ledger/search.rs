//! Search in transactions.

use chrono::NaiveDate;
use kabinet_domain::{Categorizer, Query};
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
        let (id, query) = (self.account.id, self.query_of(selection));
        let overrides = self.store.category_overrides(id)?;
        let (category, days) = (selection.kind, selection.days());
        let search = Search { query: &query, category, days, overrides: &overrides };
        let Found { transactions, totals, next, without_each } =
            self.store.search(id, &search, after.as_ref())?;
        let terms = if after.is_some() { Vec::new() } else { terms(&query, &without_each, language) };
        let FoundTotals { count, paid, charged } = totals;
        let mut categorizer = Categorizer::new(overrides);
        let entries =
            transactions.into_iter().map(|it| FoundTransaction::new(it, &mut categorizer)).collect();
        Ok(SearchResults { entries, next: next.as_ref().map(write_cursor), count, paid, charged, terms })
    }

    /// Reads the query of a selection as typed today.
    pub(crate) fn query_of(&self, selection: &Selection) -> Query {
        Query::typed(&selection.query, self.likely_today())
    }

    /// Returns today at the provider, or in UTC while its description cannot be read.
    fn likely_today(&self) -> NaiveDate {
        self.today().unwrap_or_else(|_| self.api.clock.now().date_naive())
    }
}

/// Returns the conditions of a query, each with the number found without it if that was counted.
fn terms(query: &Query, without_each: &[usize], language: Language) -> Vec<SearchTerm> {
    let parts = query.parts();
    let rest = |place: usize| {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
        others.map(|(_, part)| part.text()).collect::<Vec<_>>().join(" ")
    };
    let term = |(place, part): (usize, &Query)| SearchTerm {
        label: language.search_term(part),
        rest: rest(place),
        count: without_each.get(place).copied(),
    };
    parts.iter().enumerate().map(term).collect()
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
