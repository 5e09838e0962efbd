//! The overview of an account.

use chrono::TimeDelta;
use kabinet_domain::compare_offers;
use kabinet_store::Observed;
use url::Url;

use crate::view::{Debit, LastError, LastFailure, Overview, OverviewScreen, UnreadFigure};
use crate::{AccountContext, ApiError, Language};

/// Data older than this are marked as stale.
const STALE_AFTER: TimeDelta = TimeDelta::hours(24);

impl AccountContext {
    /// Returns the data of the overview screen.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn overview_screen(&self, language: Language) -> Result<OverviewScreen, ApiError> {
        let overview = match self.overview(language) {
            Err(ApiError::NothingRead { .. }) => None,
            overview => Some(overview?),
        };
        Ok(OverviewScreen {
            overview,
            months: self.months(language)?,
            unread_months: self.missing_months(language)?,
            changes: self.changes(language)?,
            reminders: self.reminder_list(language)?,
        })
    }

    /// Returns the overview: the account page as it was last read, seen from now.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`] if it was never read, [`ApiError::BadDescription`], and
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn overview(&self, language: Language) -> Result<Overview, ApiError> {
        let Observed { value, read_at } = self.summary()?;
        let today = self.today()?;
        let can_open = |url: &Option<Url>| url.as_ref().is_some_and(|url| self.may_open(url));
        let status = self.store.refresh_status(self.account.id)?;
        Ok(Overview {
            key: self.key(),
            login: self.account.login.clone(),
            account: self.account.number.clone(),
            provider_name: self.provider()?.info().name.clone(),
            city: self.account.city.clone(),
            balance: value.balance,
            tariff_price: value.tariff_price,
            debit: Debit::new(&value, self.read_on(read_at)?, today),
            paid_until: value.paid_until,
            services: value.services.clone(),
            unread: value.unread.iter().map(|it| UnreadFigure::new(it, language)).collect(),
            unread_months: self.unread_parts()?.month_messages(language),
            offers: compare_offers(&value).into_iter().map(Into::into).collect(),
            can_pay: can_open(&value.pay_url),
            can_change_tariff: can_open(&value.change_tariff_url),
            read_at,
            stale: self.api.clock.now() - read_at > STALE_AFTER,
            last_failure: LastError::since_success(&status).map(|it| LastFailure::new(it, language)),
            other_balances: value.other_balances,
            today,
        })
    }
}
