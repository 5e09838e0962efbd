use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{AccountNumber, Money};

/// What the account page shows. What it does not show is `None` or empty, never a guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The account number (лицевой счёт).
    pub account: AccountNumber,
    /// The price of the tariff for a month: what the next debit takes.
    pub tariff_price: Option<Money>,
    /// The balance of the internet account; a debt is negative.
    pub balance: Money,
    /// The balances of other services, each under the label that the page gives it.
    pub other_balances: Vec<ServiceBalance>,
    /// The day of the next debit, where the page names a day.
    pub next_debit: Option<NaiveDate>,
    /// Days left until the next debit, where the page counts them.
    pub days_left: Option<u32>,
    /// What paying for several months ahead costs.
    pub offers: Vec<Offer>,
    /// Where the page's button to pay leads.
    pub pay_url: Option<Url>,
    /// Where the page's button to change the tariff leads.
    pub change_tariff_url: Option<Url>,
}

/// The balance of a service beside the internet account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceBalance {
    /// The page's own words for it.
    pub label: String,
    /// Its balance.
    pub balance: Money,
}

/// What paying for several months at once costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// For how many months.
    pub months: u32,
    /// What it costs in all.
    pub price: Money,
}

impl Summary {
    /// The day of the next debit as the page told it on the day it was read.
    pub fn debit_date(&self, read_on: NaiveDate) -> Option<NaiveDate> {
        let counted = || read_on.checked_add_days(Days::new(u64::from(self.days_left?)));
        self.next_debit.or_else(counted)
    }

    /// How much the balance lacks to cover the next debit; `None` when it covers it, or when the
    /// price is unknown.
    pub fn shortfall(&self) -> Option<Money> {
        let lacking = self.tariff_price? - self.balance;
        (lacking > Money::ZERO).then_some(lacking)
    }
}
