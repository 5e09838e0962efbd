//! The forecast of debits.

use chrono::NaiveDate;
use kabinet_domain::{ForecastInput, forecast};
use kabinet_store::Observed;

use crate::{AccountContext, ApiError, Language, view};

impl AccountContext {
    /// Returns the coming debits, the day on which the balance runs out, and the amount to pay now.
    ///
    /// The amount lasts until the end of `until`, or by default of the last debit of the forecast.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`] if the account page was never read, [`ApiError::BadDescription`],
    /// and [`ApiError::Database`] if the data cannot be read.
    pub fn forecast(&self, until: Option<NaiveDate>, language: Language) -> Result<view::Forecast, ApiError> {
        let Observed { value: summary, read_at } = self.summary()?;
        let today = self.today()?;
        let input = ForecastInput {
            summary: &summary,
            read_on: self.read_on(read_at)?,
            statements: &self.store.statements(self.account.id, None)?,
            overrides: &self.store.category_overrides(self.account.id)?,
        };
        Ok(match forecast(&input, today, until) {
            Ok(forecast) => view::Forecast::new(forecast, &summary, today, language),
            Err(why) => view::Forecast::unavailable(why, &summary, today, until, language),
        })
    }
}
