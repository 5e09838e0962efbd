//! Accounts, their ledgers and their reminders, the same for every provider.
//!
//! Not here: IO, async, a clock (`now` is always an argument), and texts for people.

mod account_key;
mod account_number;
mod account_summary;
mod audit;
pub mod balance_check;
mod category;
mod changes;
mod date_range;
mod debit_status;
mod error_code;
mod forecast;
mod money;
mod month;
mod names;
pub mod prepayment;
mod reminder;
mod search;
mod statement;
mod totals;

pub use crate::account_key::{AccountKey, AccountKeyError};
pub use crate::account_number::{AccountNumber, AccountNumberError};
pub use crate::account_summary::{
    AccountSummary, Offer, Service, ServiceBalance, SummaryField, UnreadField, UnreadReason,
};
pub use crate::audit::{Audit, AuditedMonth, Discrepancy, Figure, Rule, audit, audit_each, is_faultless};
pub use crate::category::{
    Categorizer, Category, CategoryOverrides, categorize, category_by_words, description_key, is_promise,
    is_returned_payment,
};
pub use crate::changes::{Change, LedgerSnapshot, Place, changes, count_new};
pub use crate::date_range::DateRange;
pub use crate::debit_status::{DebitStatus, debit_status};
pub use crate::error_code::{ErrorCode, Remedy};
pub use crate::forecast::{
    Assumption, Charge, Forecast, ForecastDebit, ForecastInput, ForecastUnavailable, Interval,
    RecurringCharge, forecast,
};
pub use crate::money::{Money, MoneyError};
pub use crate::month::{Month, MonthError};
pub use crate::names::UnknownName;
pub use crate::prepayment::{OfferComparison, compare_offers};
pub use crate::reminder::{
    QuietHours, Reminder, ReminderKey, ReminderRules, ReminderSchedule, coming_debit, schedule_reminders,
};
pub use crate::search::{Amounts, Query, SearchDays, SearchWord, Term, TermMeaning, search_words};
pub use crate::statement::{MonthMarks, MonthStatement, MonthTotals, Transaction, oldest_first};
pub use crate::totals::{
    BalancePoint, CategoryTotal, Period, YearTotals, balance_history, category_totals, period, years,
};
