//! What crosses to the window and to `--json`. A sum is a string with two digits of kopecks, a
//! date is `YYYY-MM-DD`, an instant is RFC 3339, and what the cabinet does not show is null.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use kabinet_domain::{AccountNumber, Entry, Money, MonthTotals, Offer, ServiceBalance};
use serde::Serialize;
use ts_rs::TS;
use url::Url;

pub mod diagnosis;
mod export;
pub mod meaning;
pub mod opening;
pub mod search;
pub mod window;

pub use export::{ExportFormat, Exported};

/// Why something was not done, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Failure {
    /// What happened, for programs: the name of a code.
    pub code: &'static str,
    /// What happened, for people.
    pub message: String,
    /// What they can do.
    pub hint: String,
}

/// The accounts that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accounts {
    /// In the order in which they were first signed in to.
    pub accounts: Vec<Account>,
}

/// An account that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Account {
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// The city chosen on its site.
    pub city: Option<String>,
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The front page of its site.
    #[ts(as = "String")]
    pub site: Url,
    /// Whether it is signed in to in a browser, and no password is known.
    pub browser: bool,
    /// When it was last read in full.
    pub last_success: Option<DateTime<Utc>>,
    /// What went wrong since then.
    pub last_error: Option<LastError>,
}

/// A refresh that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastError {
    /// What went wrong, as the name of a code.
    pub code: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An account that was signed in to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedIn {
    /// The account number.
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
}

/// An account that was signed out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedOut {
    /// The account number.
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// Whether what was read of it was erased too.
    pub forgotten: bool,
}

/// What a refresh of one account did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Refreshed {
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// How many months were read.
    pub months_read: usize,
    /// How many operations there are that were not there before.
    pub new_entries: usize,
}

/// What the account page showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
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
    /// What paying for several months ahead costs.
    pub offers: Vec<Offer>,
    /// Where the page's button to pay leads.
    pub pay_url: Option<Url>,
    /// Where the page's button to change the tariff leads.
    pub change_tariff_url: Option<Url>,
    /// When it was read.
    pub fetched_at: DateTime<Utc>,
}

/// The months of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The newest first.
    pub months: Vec<StatementMonth>,
}

/// A month with its operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementMonth {
    /// Its line in the list of months.
    #[serde(flatten)]
    pub totals: MonthTotals,
    /// Its operations, oldest first.
    pub entries: Vec<Entry>,
}

/// The reminders that are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminders {
    /// Those that are due now.
    pub due: Vec<DueReminder>,
    /// When the next one falls due, at the provider.
    pub next_look: Option<DateTime<FixedOffset>>,
}

/// A reminder that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueReminder {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// Days from today until the debit.
    pub days_left: u32,
    /// What will be debited.
    pub amount: Option<Money>,
    /// What is on the account.
    pub balance: Money,
    /// What is lacking.
    pub shortfall: Option<Money>,
    /// Whether the date is reckoned from an earlier debit.
    pub estimated: bool,
    /// All that in words.
    pub text: String,
}

/// A provider whose cabinet can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DescribedProvider {
    /// What is known of it beforehand.
    #[serde(flatten)]
    pub provider: window::Provider,
    /// The time zone in which its ledger's days begin.
    pub time_zone: String,
    /// The file that describes it; null, if its description is compiled in.
    pub file: Option<String>,
}

/// A provider with the text that describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProviderDescription {
    /// The provider.
    #[serde(flatten)]
    pub provider: DescribedProvider,
    /// Its description, as the file is written.
    pub description: String,
}

/// The providers whose cabinets can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Providers {
    /// By name.
    pub providers: Vec<DescribedProvider>,
}
