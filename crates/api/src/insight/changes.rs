//! Changes that the last refresh brought.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_domain::{Change, LedgerSnapshot, Money, Month, changes};
use kabinet_store::Observed;

use crate::{AccountContext, ApiError, Language, view};

/// A charge whose description was not seen for this many months is new again.
const REMEMBERED_MONTHS: usize = 36;

/// The number of recent refreshes to search for one that changed something.
const SEARCHED_REFRESHES: usize = 30;

/// The prices of the tariff, oldest first, each with the time of its reading.
type Prices = [Observed<Option<Money>>];

impl AccountContext {
    /// Returns the changes of the last refresh that brought any.
    ///
    /// `None` if none did since the first full one.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn changes(&self, language: Language) -> Result<Option<view::Changes>, ApiError> {
        let prices = self.store.prices(self.account.id)?;
        let Some(first) = self.first_refresh(&prices)? else { return Ok(None) };
        let later = self.refreshes_with_changes(&prices)?.into_iter().rev().filter(|at| *at > first);
        for at in later.take(SEARCHED_REFRESHES) {
            let changes = self.changes_at(&prices, at)?;
            if !changes.is_empty() {
                let since = prices.iter().map(|price| price.read_at).filter(|it| *it < at).max();
                let items = changes.into_iter().map(|it| view::Change::new(it, language)).collect();
                return Ok(Some(view::Changes { at, since, items }));
            }
        }
        Ok(None)
    }

    /// Returns the time of the first full refresh.
    ///
    /// Signing in reads the account page alone.
    fn first_refresh(&self, prices: &Prices) -> Result<Option<DateTime<Utc>>, ApiError> {
        let began = self.store.months_changed_at(self.account.id)?.pop();
        let mut ended = prices.iter().map(|price| price.read_at);
        Ok(began.and_then(|began| ended.find(|ended| *ended >= began)))
    }

    /// Returns the times of the refreshes that changed a month or the price.
    fn refreshes_with_changes(&self, prices: &Prices) -> Result<BTreeSet<DateTime<Utc>>, ApiError> {
        let other_price = prices.windows(2).filter(|pair| pair[0].value != pair[1].value);
        let other_price = other_price.map(|pair| pair[1].read_at);
        Ok(self.store.months_changed_at(self.account.id)?.into_iter().chain(other_price).collect())
    }

    fn changes_at(&self, prices: &Prices, at: DateTime<Utc>) -> Result<Vec<Change>, ApiError> {
        let just_before = at - TimeDelta::nanoseconds(1);
        let since = self.remembered_since()?;
        Ok(changes(&self.snapshot(prices, just_before, since)?, &self.snapshot(prices, at, since)?))
    }

    fn snapshot(&self, prices: &Prices, at: DateTime<Utc>, since: Month) -> Result<LedgerSnapshot, ApiError> {
        let earlier = prices.iter().rev().filter(|price| price.read_at <= at);
        let tariff_price = earlier.map(|price| price.value).find_map(|price| price);
        let statements = self.store.statements_as_of(self.account.id, at, since)?;
        Ok(LedgerSnapshot { tariff_price, statements })
    }

    fn remembered_since(&self) -> Result<Month, ApiError> {
        let months = self.store.months(self.account.id)?;
        let oldest = months.iter().take(REMEMBERED_MONTHS).map(|month| month.value.month).min();
        Ok(oldest.unwrap_or(Month::of(DateTime::UNIX_EPOCH.date_naive())))
    }
}
