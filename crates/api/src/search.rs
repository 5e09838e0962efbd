use kabinet_domain::{Corrections, Kind, Query, kind_of};
use kabinet_store::{Bookmark, FoundTotals, Search};

use crate::wire::search::{Found, FoundEntry};
use crate::{ApiError, Kabinet};

impl Kabinet {
    /// Finds operations in every month that is kept: the first page of them, or the one after what
    /// an earlier page of the same search named as [`Found::next`].
    ///
    /// # Errors
    /// [`ApiError::NotABookmark`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn search(
        &self,
        login: Option<&str>,
        query: &str,
        kind: Option<Kind>,
        after: Option<&str>,
    ) -> Result<Found, ApiError> {
        let after = after.map(|text| read(text).ok_or(ApiError::NotABookmark)).transpose()?;
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let corrections = store.corrections(account.id)?;
        let search = Search { query: &Query::typed(query), kind, corrections: &corrections };
        let found = store.search(account.id, &search, after.as_ref())?;
        let FoundTotals { count, paid, charged } = found.totals;
        let entries = found.entries.into_iter().map(|found| on_the_wire(found, &corrections));
        Ok(Found { entries: entries.collect(), next: found.next.as_ref().map(written), count, paid, charged })
    }
}

fn on_the_wire(found: kabinet_store::FoundEntry, corrections: &Corrections) -> FoundEntry {
    let kabinet_store::FoundEntry { month, position, entry } = found;
    FoundEntry {
        month,
        position,
        kind: kind_of(&entry, corrections).into(),
        date: entry.date,
        time: entry.time,
        operation: entry.operation,
        amount: entry.amount,
        closing: entry.closing,
    }
}

fn written(bookmark: &Bookmark) -> String {
    let Bookmark { month, position, totals: FoundTotals { count, paid, charged } } = bookmark;
    format!("{month} {position} {count} {paid} {charged}")
}

fn read(text: &str) -> Option<Bookmark> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [month, position, count, paid, charged] = parts.as_slice() else { return None };
    let totals =
        FoundTotals { count: count.parse().ok()?, paid: paid.parse().ok()?, charged: charged.parse().ok()? };
    Some(Bookmark { month: month.parse().ok()?, position: position.parse().ok()?, totals })
}
