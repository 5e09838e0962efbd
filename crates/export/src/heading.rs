//! The account, the period and the totals of a statement.

use chrono::{DateTime, FixedOffset, NaiveDate};
use kabinet_domain::{AccountNumber, CategoryOverrides, Money};

/// The account and the period of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The provider's stable name.
    pub provider: String,
    /// The provider's name as customers know it.
    pub provider_name: String,
    /// The account number.
    pub account: AccountNumber,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last day of the period.
    pub to: NaiveDate,
    /// The balance before the first transaction.
    pub opening_balance: Money,
    /// The conditions in words by which transactions were selected; `None` for all of the period.
    ///
    /// The balances then belong to transactions that are not in the file, and are left out.
    pub selection: Option<String>,
    /// True if earlier transactions are known, so that another file may hold them.
    ///
    /// A format that can only state the opening balance as money then leaves it out.
    pub has_earlier: bool,
    /// The categories that the user chose.
    pub category_overrides: CategoryOverrides,
    /// The time of the export, in the provider's time zone.
    pub created_at: DateTime<FixedOffset>,
}

/// The totals of a whole statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// The balance before the first transaction.
    pub opening_balance: Money,
    /// The money that was paid in; positive.
    pub paid: Money,
    /// The money that was charged; positive.
    pub charged: Money,
    /// The balance after the last transaction, as the provider shows it.
    pub closing_balance: Money,
    /// The number of transactions.
    pub transaction_count: usize,
}
