//! The account page as it was last read.

use chrono::{NaiveDate, NaiveDateTime};
use kabinet_domain::Money;

use crate::app::local;
use crate::view::overview::is_site_late;
use crate::{AccountContext, ApiError, view};

/// The account page as it was last read, with the times at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryAtProvider {
    /// The page.
    pub summary: view::AccountSummary,
    /// The provider's name as customers know it.
    pub provider_name: String,
    /// The time of the reading, at the provider.
    pub read_at: NaiveDateTime,
    /// The current time, at the provider.
    pub now: NaiveDateTime,
    /// The day of the next debit, stated or counted on the day of the reading.
    pub debit_date: Option<NaiveDate>,
    /// The amount missing for the debit; `None` if the balance covers it or the price is unknown.
    pub shortfall: Option<Money>,
    /// True if the site showed a day that had passed when it was read.
    pub is_site_late: bool,
}

impl AccountContext {
    /// Returns the account page as it was last read.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`] if it was never read, [`ApiError::BadDescription`], and
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn account_summary(&self) -> Result<SummaryAtProvider, ApiError> {
        let observed = self.summary()?;
        let provider = self.provider()?;
        let read_at = local(observed.read_at, provider.info().time_zone);
        let now = self.now()?;
        Ok(SummaryAtProvider {
            provider_name: provider.info().name.clone(),
            read_at,
            now,
            is_site_late: is_site_late(&observed.value, read_at.date(), now.date()),
            debit_date: observed.value.debit_date(read_at.date()),
            shortfall: observed.value.shortfall(),
            summary: view::AccountSummary::new(&self.account, observed),
        })
    }
}
