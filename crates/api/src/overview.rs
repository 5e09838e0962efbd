use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use kabinet_domain::{Advice, Summary, advice, coming_debit};
use kabinet_store::{Kept, RefreshStatus};

use crate::accounts::error_since_success;
use crate::kabinet::local;
use crate::links::allowed;
use crate::summary::nothing_read;
use crate::wire::window::{Debit, LastFailure, OfferView, OtherBalance, Overview};
use crate::{ApiError, Kabinet, Language};

/// Data older than this are marked so.
const STALE_AFTER: TimeDelta = TimeDelta::hours(24);

impl Kabinet {
    /// An account at one glance, as it was last read, seen from now.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn overview(&self, login: &str, language: Language) -> Result<Overview, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        let kept = store.summary(account.id)?;
        let Kept { value, read_at } = kept.ok_or_else(|| nothing_read(&account))?;
        let provider = self.provider(&account.provider)?;
        let declaration = provider.declaration();
        let today = self.now_at(provider.as_ref()).date();
        let read_on = local(read_at, declaration.time_zone).date();
        let can_open = |url: &Option<url::Url>| {
            url.as_ref().is_some_and(|url| allowed(url, &account.site, Some(declaration)))
        };
        Ok(Overview {
            provider_name: declaration.name.clone(),
            debit: debit(&value, read_on, today),
            offers: advice(&value).into_iter().map(beside_monthly).collect(),
            can_pay: can_open(&value.pay_url),
            can_change_tariff: can_open(&value.change_tariff_url),
            stale: is_stale(read_at, self.clock.now()),
            last_failure: last_failure(store.refresh_status(account.id)?, language),
            other_balances: value
                .other_balances
                .into_iter()
                .map(|other| OtherBalance { label: other.label, balance: other.balance })
                .collect(),
            login: account.login,
            account: account.number,
            city: account.city,
            balance: value.balance,
            tariff_price: value.tariff_price,
            read_at,
            today,
        })
    }
}

pub(crate) fn debit(summary: &Summary, read_on: NaiveDate, today: NaiveDate) -> Option<Debit> {
    let (date, estimated) = coming_debit(summary, read_on, today)?;
    let shortfall = summary.shortfall();
    Some(Debit {
        date,
        days_left: u32::try_from((date - today).num_days()).unwrap_or(0),
        amount: summary.tariff_price,
        shortfall,
        pay_by: shortfall.map(|_| date.pred_opt().unwrap_or(date).max(today)),
        estimated,
        previous: date.checked_sub_months(Months::new(1)),
    })
}

fn beside_monthly(advice: Advice) -> OfferView {
    OfferView {
        months: advice.offer.months,
        price: advice.offer.price,
        per_month: advice.per_month,
        saving: advice.saving,
        saving_per_month: advice.saving_per_month,
        covered: advice.covered,
        best: advice.best,
    }
}

fn is_stale(read_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - read_at > STALE_AFTER
}

fn last_failure(status: RefreshStatus, language: Language) -> Option<LastFailure> {
    let failure = error_since_success(status)?;
    let (message, hint) = language.failure(&failure.code);
    Some(LastFailure { code: failure.code, message, hint, at: failure.at })
}
