use chrono::{NaiveDate, NaiveDateTime};
use kabinet_domain::{Money, Summary};
use kabinet_store::{Account, Kept};

use crate::kabinet::local;
use crate::{ApiError, Kabinet, wire};

/// What the account page showed, seen from now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// What it showed.
    pub summary: wire::Summary,
    /// The provider's name as customers know it.
    pub provider_name: String,
    /// When it was read, at the provider.
    pub read_at: NaiveDateTime,
    /// Now, at the provider.
    pub now: NaiveDateTime,
    /// The day of the next debit, told or counted, when it was read.
    pub debit_date: Option<NaiveDate>,
    /// How much the balance lacks to cover it.
    pub shortfall: Option<Money>,
}

impl Kabinet {
    /// What the account page showed when it was last read.
    ///
    /// # Errors
    /// [`ApiError::NothingRead`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn summary(&self, login: Option<&str>) -> Result<Overview, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let kept = store.summary(account.id)?;
        let Kept { value, read_at } = kept.ok_or_else(|| nothing_read(&account))?;
        let provider = self.provider(&account.provider)?;
        let read_at_provider = local(read_at, provider.declaration().time_zone);
        Ok(Overview {
            provider_name: provider.declaration().name.clone(),
            read_at: read_at_provider,
            now: self.now_at(provider.as_ref()),
            debit_date: value.debit_date(read_at_provider.date()),
            shortfall: value.shortfall(),
            summary: on_the_wire(account, Kept { value, read_at }),
        })
    }
}

pub(crate) fn nothing_read(account: &Account) -> ApiError {
    ApiError::NothingRead { login: account.login.clone() }
}

fn on_the_wire(account: Account, kept: Kept<Summary>) -> wire::Summary {
    let shown = kept.value;
    wire::Summary {
        account: shown.account,
        provider: account.provider,
        city: account.city,
        tariff_price: shown.tariff_price,
        balance: shown.balance,
        other_balances: shown.other_balances,
        next_debit: shown.next_debit,
        days_left: shown.days_left,
        offers: shown.offers,
        pay_url: shown.pay_url,
        change_tariff_url: shown.change_tariff_url,
        fetched_at: kept.read_at,
    }
}
