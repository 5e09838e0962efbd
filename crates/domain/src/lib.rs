//! What an account, its ledger and its reminders are, whatever provider they come from.
//!
//! Deliberately not here: IO, async, a clock (`now` is always an argument), and words for people.

mod account_number;
mod advice;
mod audit;
mod changes;
mod forecast;
mod kind;
mod money;
mod month;
mod periods;
mod reminder;
mod search;
mod statement;
mod summary;

pub use account_number::{AccountNumber, AccountNumberError};
pub use advice::{Advice, advice};
pub use audit::{Figure, Finding, Rule, audit};
pub use changes::{Change, Picture, Place, changes};
pub use forecast::{Assumption, Charge, Forecast, ForecastDebit, Known, RegularCharge, WhyNot, forecast};
pub use kind::{Corrections, Kind, kind_by_words, kind_of, wording};
pub use money::{Money, MoneyError};
pub use month::{Month, MonthError};
pub use periods::{BalancePoint, KindTotal, Period, YearTotals, balance_line, kind_totals, period, years};
pub use reminder::{Outlook, QuietHours, Reminder, ReminderRules, Shown, coming_debit, outlook};
pub use search::{Amounts, Query, Sought, Term, words_of};
pub use statement::{Entry, MonthStatement, MonthTotals, oldest_first};
pub use summary::{Offer, ServiceBalance, Summary};
