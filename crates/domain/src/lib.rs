//! What an account, its ledger and its reminders are, whatever provider they come from.
//!
//! Deliberately not here: IO, async, a clock (`now` is always an argument), and words for people.

mod account_number;
mod money;
mod month;
mod reminder;
mod statement;
mod summary;

pub use account_number::{AccountNumber, AccountNumberError};
pub use money::{Money, MoneyError};
pub use month::{Month, MonthError};
pub use reminder::{Outlook, QuietHours, Reminder, ReminderRules, Shown, coming_debit, outlook};
pub use statement::{Entry, MonthStatement, MonthTotals, oldest_first};
pub use summary::{Offer, ServiceBalance, Summary};
