//! The account page as it was last read.

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::{AccountNumber, Money, Offer, Service, ServiceBalance, UnreadField};
use kabinet_store::{Account, Observed};
use serde::Serialize;
use url::Url;

/// The account page as it was last read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountSummary {
    /// The account number.
    pub account: AccountNumber,
    /// The provider's stable name.
    pub provider: String,
    /// The city chosen on its site.
    pub city: Option<String>,
    /// The price of the tariff for a month.
    pub tariff_price: Option<Money>,
    /// The balance; a debt is negative.
    pub balance: Money,
    /// The balances of other services.
    pub other_balances: Vec<ServiceBalance>,
    /// The day of the next debit, where the page names a day.
    pub next_debit: Option<NaiveDate>,
    /// Days until the next debit when it was read, where the page counts them.
    pub days_left: Option<u32>,
    /// The day on which the money or the paid period ends, where the page says so.
    pub paid_until: Option<NaiveDate>,
    /// The services, where there are several.
    pub services: Vec<Service>,
    /// The prices of paying for several months ahead.
    pub offers: Vec<Offer>,
    /// The address of the page to pay on.
    pub pay_url: Option<Url>,
    /// The address of the page to change the tariff on.
    pub change_tariff_url: Option<Url>,
    /// The figures that were not read, each with the reason.
    pub unread: Vec<UnreadField>,
    /// The time of the reading.
    pub fetched_at: DateTime<Utc>,
}

impl AccountSummary {
    pub(crate) fn new(account: &Account, observed: Observed<kabinet_domain::AccountSummary>) -> Self {
        let summary = observed.value;
        Self {
            account: summary.account,
            provider: account.provider.clone(),
            city: account.city.clone(),
            tariff_price: summary.tariff_price,
            balance: summary.balance,
            other_balances: summary.other_balances,
            next_debit: summary.next_debit,
            days_left: summary.days_left,
            paid_until: summary.paid_until,
            services: summary.services,
            offers: summary.offers,
            pay_url: summary.pay_url,
            change_tariff_url: summary.change_tariff_url,
            unread: summary.unread,
            fetched_at: observed.read_at,
        }
    }
}
