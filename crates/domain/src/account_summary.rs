//! Figures of the account page.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::names::named;
use crate::{AccountNumber, Money};

/// Figures of the account page.
///
/// A figure that the page does not show is `None`, never a guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSummary {
    /// The account number (лицевой счёт).
    pub account: AccountNumber,
    /// The price of the tariff for a month, which is the amount of the next debit.
    ///
    /// With several services it is the sum of their prices.
    pub tariff_price: Option<Money>,
    /// The balance of the internet account; a debt is negative.
    pub balance: Money,
    /// The balances of other services, each with the page's label.
    pub other_balances: Vec<ServiceBalance>,
    /// The day of the next debit; `None` if the page does not name a day.
    pub next_debit: Option<NaiveDate>,
    /// Days left until the next debit; `None` if the page does not count them.
    ///
    /// Without [`next_debit`](Self::next_debit) the day is approximate: the portal's clock may be in
    /// another time zone.
    pub days_left: Option<u32>,
    /// The day on which the money or the paid period ends; `None` if the page does not say so.
    #[serde(default)]
    pub paid_until: Option<NaiveDate>,
    /// Prices of paying for several months ahead.
    pub offers: Vec<Offer>,
    /// Several services that are charged on the same day; empty for a single service.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Figures that were not read, each with the reason.
    #[serde(default)]
    pub unread: Vec<UnreadField>,
    /// The link of the page's button to pay.
    pub pay_url: Option<Url>,
    /// The link of the page's button to change the tariff.
    pub change_tariff_url: Option<Url>,
}

/// The balance of another service than the internet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ServiceBalance {
    /// The page's own label.
    pub label: String,
    /// Its balance.
    #[cfg_attr(feature = "ts", ts(as = "String"))]
    pub balance: Money,
}

/// The price of paying for several months at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Number of months.
    pub months: u32,
    /// Price of all the months.
    pub price: Money,
}

/// One of several services of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Service {
    /// The name of its tariff; empty if the page does not show one.
    pub name: String,
    /// Its price for a month.
    #[cfg_attr(feature = "ts", ts(as = "String"))]
    pub price: Money,
    /// The day of its next debit.
    #[cfg_attr(feature = "ts", ts(as = "String"))]
    pub next_debit: NaiveDate,
}

/// A figure of the account page that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadField {
    /// The figure.
    pub field: SummaryField,
    /// The reason.
    pub reason: UnreadReason,
    /// The page's own text; `None` if it shows nothing.
    pub text: Option<String>,
}

named! {
    /// A figure of the account page.
    pub enum SummaryField {
        /// [`AccountSummary::account`].
        Account = "account",
        /// [`AccountSummary::tariff_price`].
        TariffPrice = "tariff_price",
        /// [`AccountSummary::next_debit`].
        NextDebit = "next_debit",
        /// [`AccountSummary::offers`].
        Offers = "offers",
    }
}

named! {
    /// Reason why a figure of the account page was not read.
    pub enum UnreadReason {
        /// The page does not show it, or says that there is none.
        NotShown = "not_shown",
        /// The page's text is not readable for certain.
        NotUnderstood = "not_understood",
        /// The amount is in another currency.
        OtherCurrency = "other_currency",
        /// The figure is in another unit or for another period.
        OtherUnit = "other_unit",
        /// The page shows several different values.
        Ambiguous = "ambiguous",
    }
}

impl AccountSummary {
    /// Returns the day of the next debit as the page showed it on the day it was read.
    pub fn debit_date(&self, read_on: NaiveDate) -> Option<NaiveDate> {
        let counted = || read_on.checked_add_days(Days::new(u64::from(self.days_left?)));
        self.next_debit.or_else(counted)
    }

    /// Returns the amount that the balance lacks to cover the next debit.
    ///
    /// `None` if the balance covers it, or if the price is unknown.
    pub fn shortfall(&self) -> Option<Money> {
        let lacking = self.tariff_price? - self.balance;
        (lacking > Money::ZERO).then_some(lacking)
    }
}
