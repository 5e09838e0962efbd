//! The data that cross to the window and to `--json`.
//!
//! A sum is a string with two digits of kopecks, a date is `YYYY-MM-DD`, an instant is RFC 3339,
//! and a value that the site does not show is null.

mod account;
mod audit;
mod backup;
mod category;
mod changes;
mod diagnostics;
mod export;
mod failure;
mod forecast;
pub(crate) mod overview;
mod provider;
mod refresh;
mod reminder;
mod search;
mod settings;
mod startup;
mod statement;
mod summary;
mod unread;

pub use kabinet_domain::{BalancePoint, CategoryTotal, Period, Rule, Service, ServiceBalance, YearTotals};

pub use self::account::{Account, Accounts, SignedIn, SignedInView, SignedOut};
pub use self::audit::{Audit, Discrepancy};
pub use self::backup::{BackedUp, ProtectedBy, Protection, PutAside, Restored};
pub use self::category::{Kinds, MonthCategories};
pub use self::changes::{Change, ChangeKind, Changes};
pub use self::diagnostics::{DiagnosedPage, Diagnosis, FoundLabel, MissingLabel};
pub use self::export::{ExportFormat, Exported};
pub use self::failure::{Failure, LastError, LastFailure};
pub use self::forecast::{Forecast, ForecastDebit, RecurringCharge};
pub use self::overview::{Debit, OfferView, Overview, OverviewScreen};
pub use self::provider::{DescribedProvider, Link, Provider, ProviderDescription, Providers};
pub use self::refresh::{Progress, RefreshRecord, Refreshed, Stage};
pub use self::reminder::{
    DueReminder, HourAndMinute, NextReminder, ReminderList, ReminderRulesView, ReminderView, Reminders,
};
pub use self::search::{FoundTransaction, SearchResults, SearchTerm, Selection};
pub use self::settings::{LanguageChoice, Look, Preferences};
pub use self::startup::{About, AppInfo, Startup, UpdateOffer};
pub use self::statement::{MonthSummary, MonthView, Statement, StatementMonth, TransactionView};
pub use self::summary::AccountSummary;
pub use self::unread::{UnreadFigure, UnreadMonth, UnreadMonthView, UnreadParts};
