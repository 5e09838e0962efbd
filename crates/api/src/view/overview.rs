//! The overview of an account.

use chrono::{DateTime, Months, NaiveDate, Utc};
use kabinet_domain::{
    AccountKey, AccountNumber, AccountSummary, DebitStatus, Money, OfferComparison, Service, ServiceBalance,
    coming_debit, debit_status,
};
use serde::Serialize;
use ts_rs::TS;

use crate::view::{Changes, LastFailure, MonthSummary, ReminderList, UnreadFigure, UnreadMonthView};

/// The data of the overview screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OverviewScreen {
    /// The overview; null if nothing of the account was read yet.
    pub overview: Option<Overview>,
    /// The figures of every month, newest first.
    pub months: Vec<MonthSummary>,
    /// The months that were never read because their reading failed, newest first.
    pub unread_months: Vec<UnreadMonthView>,
    /// The changes of the last refresh that brought any.
    pub changes: Option<Changes>,
    /// Its reminders.
    pub reminders: ReminderList,
}

/// An overview of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Overview {
    /// The account.
    pub key: AccountKey,
    /// The login.
    pub login: String,
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The provider's name as customers know it.
    pub provider_name: String,
    /// The city chosen on its site.
    pub city: Option<String>,
    /// The balance; a debt is negative.
    #[ts(as = "String")]
    pub balance: Money,
    /// The price of the tariff for a month.
    #[ts(as = "Option<String>")]
    pub tariff_price: Option<Money>,
    /// The balances of other services.
    pub other_balances: Vec<ServiceBalance>,
    /// The next debit; null if the site names none.
    pub debit: Option<Debit>,
    /// The day on which the money or the paid period ends; null if the site does not say so.
    pub paid_until: Option<NaiveDate>,
    /// The services, if there are several.
    pub services: Vec<Service>,
    /// The prices of paying for several months ahead.
    pub offers: Vec<OfferView>,
    /// True if the site has a page to pay on.
    pub can_pay: bool,
    /// True if the site has a page to change the tariff on.
    pub can_change_tariff: bool,
    /// The time of the reading.
    pub read_at: DateTime<Utc>,
    /// True if it was read more than a day ago.
    pub stale: bool,
    /// The figures that were not read.
    pub unread: Vec<UnreadFigure>,
    /// Sentences about months that the last refresh did not read, or whose reading is held back.
    pub unread_months: Vec<String>,
    /// The refresh that failed since then.
    pub last_failure: Option<LastFailure>,
    /// The day at the provider.
    pub today: NaiveDate,
}

/// The next debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Debit {
    /// Its day.
    pub date: NaiveDate,
    /// Days from today until then.
    pub days_left: u32,
    /// The amount of the debit; null if unknown.
    #[ts(as = "Option<String>")]
    pub amount: Option<Money>,
    /// The amount missing for the debit; null if nothing is.
    #[ts(as = "Option<String>")]
    pub shortfall: Option<Money>,
    /// The last day to pay the lacking amount.
    pub pay_by: Option<NaiveDate>,
    /// True if the day follows from an earlier debit.
    pub estimated: bool,
    /// True if the site still showed a day that had passed when it was read.
    pub site_late: bool,
    /// The day of the debit before it.
    pub previous: Option<NaiveDate>,
}

/// The price of paying for several months at once, compared with paying monthly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct OfferView {
    /// The number of months.
    pub months: u32,
    /// The price of all months.
    #[ts(as = "String")]
    pub price: Money,
    /// The price of one month.
    #[ts(as = "String")]
    pub per_month: Money,
    /// The saving; null if there is none or the monthly price is unknown.
    #[ts(as = "Option<String>")]
    pub saving: Option<Money>,
    /// The saving of one month.
    #[ts(as = "Option<String>")]
    pub saving_per_month: Option<Money>,
    /// True if the balance covers it.
    pub covered: bool,
    /// True if it saves the most.
    pub best: bool,
}

impl Debit {
    /// Creates the debit that comes after `today`; `None` if it cannot be computed.
    pub(crate) fn new(summary: &AccountSummary, read_on: NaiveDate, today: NaiveDate) -> Option<Self> {
        let (date, estimated) = coming_debit(summary, read_on, today)?;
        let shortfall = summary.shortfall();
        Some(Self {
            date,
            days_left: u32::try_from((date - today).num_days()).unwrap_or(0),
            amount: summary.tariff_price,
            shortfall,
            pay_by: shortfall.map(|_| date.pred_opt().unwrap_or(date).max(today)),
            estimated,
            site_late: is_site_late(summary, read_on, today),
            previous: date.checked_sub_months(Months::new(1)),
        })
    }
}

impl From<OfferComparison> for OfferView {
    fn from(comparison: OfferComparison) -> Self {
        Self {
            months: comparison.offer.months,
            price: comparison.offer.price,
            per_month: comparison.per_month,
            saving: comparison.saving,
            saving_per_month: comparison.saving_per_month,
            covered: comparison.covered,
            best: comparison.best,
        }
    }
}

/// Returns true if the site showed a past day as the next debit already when it was read.
///
/// A day that is not past by `today` is not late, whatever day it was at the reading.
pub(crate) fn is_site_late(summary: &AccountSummary, read_on: NaiveDate, today: NaiveDate) -> bool {
    matches!(debit_status(summary, read_on, today), DebitStatus::SiteLate { debit } if debit < today)
}
