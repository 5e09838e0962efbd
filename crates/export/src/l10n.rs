//! The words of a statement, as a port that a language implements.

use kabinet_domain::{Category, Money, Month};

/// The language of a statement.
pub trait Localize {
    /// Returns the text of a label.
    fn label(&self, label: Label) -> String;

    /// Returns the number of a page: «Страница 2 из 5».
    fn page(&self, number: usize, of: usize) -> String;

    /// Returns the name of a month: «ноябрь 2021».
    fn month(&self, month: Month) -> String;

    /// Returns the name of a category: «Абонентская плата».
    fn category(&self, category: Category) -> String;

    /// Returns an amount with its currency: «−1 234,56 ₽».
    fn money(&self, sum: Money) -> String;

    /// Returns the BCP 47 tag of the language.
    fn tag(&self) -> &'static str;
}

/// A label in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// The title of the document.
    Statement,
    /// The account number.
    Account,
    /// The first and the last day.
    Period,
    /// The conditions of a selection.
    Selection,
    /// The time of the export.
    Created,
    /// The column of the month.
    Month,
    /// The sheet of months.
    Months,
    /// The date of a transaction.
    Date,
    /// The time of a transaction.
    Time,
    /// The description of a transaction.
    Description,
    /// The category of a transaction.
    Category,
    /// The sheet of transactions.
    Transactions,
    /// The balance before a transaction.
    BalanceBefore,
    /// The signed amount of a transaction.
    Amount,
    /// The balance after a transaction.
    BalanceAfter,
    /// The balance at the beginning of a month or of the statement.
    OpeningBalance,
    /// The money that was paid in.
    Paid,
    /// The money that was charged.
    Charged,
    /// The balance at the end of a month or of the statement.
    ClosingBalance,
    /// The row of totals.
    Total,
    /// The difference of the provider's balance from its transactions.
    Discrepancy,
}

impl Label {
    /// Every label.
    pub const ALL: [Self; 21] = [
        Self::Statement,
        Self::Account,
        Self::Period,
        Self::Selection,
        Self::Created,
        Self::Month,
        Self::Months,
        Self::Date,
        Self::Time,
        Self::Description,
        Self::Category,
        Self::Transactions,
        Self::BalanceBefore,
        Self::Amount,
        Self::BalanceAfter,
        Self::OpeningBalance,
        Self::Paid,
        Self::Charged,
        Self::ClosingBalance,
        Self::Total,
        Self::Discrepancy,
    ];

    /// Returns its stable name, the key in a catalog.
    pub fn id(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Account => "account",
            Self::Period => "period",
            Self::Selection => "selection",
            Self::Created => "created",
            Self::Month => "month",
            Self::Months => "months",
            Self::Date => "date",
            Self::Time => "time",
            Self::Description => "description",
            Self::Category => "category",
            Self::Transactions => "transactions",
            Self::BalanceBefore => "balance-before",
            Self::Amount => "amount",
            Self::BalanceAfter => "balance-after",
            Self::OpeningBalance => "opening-balance",
            Self::Paid => "paid",
            Self::Charged => "charged",
            Self::ClosingBalance => "closing-balance",
            Self::Total => "total",
            Self::Discrepancy => "discrepancy",
        }
    }
}
