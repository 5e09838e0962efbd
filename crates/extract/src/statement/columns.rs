//! Columns of the two tables of a statement.

use crate::table::Column;

/// Columns of the list of months.
#[derive(Debug, Clone)]
pub struct MonthColumns {
    /// The month.
    pub month: Column,
    /// The balance at the beginning of the month.
    pub opening_balance: Column,
    /// The sum of the month's payments.
    pub credits: Column,
    /// The sum of the month's charges.
    pub debits: Column,
    /// The balance at the end of the month.
    pub closing_balance: Column,
}

/// Columns of a table of transactions.
#[derive(Debug, Clone)]
pub struct TransactionColumns {
    /// The day, perhaps with the time.
    pub date: Column,
    /// The words of the transaction.
    pub description: Column,
    /// The amount, in one of its layouts.
    pub amount: AmountColumns,
    /// The balance before the transaction.
    pub balance_before: Column,
    /// The balance after the transaction.
    pub balance_after: Column,
}

/// Columns that an amount may stand in: a single one, or one for each side.
#[derive(Debug, Clone)]
pub struct AmountColumns {
    /// Amounts of both kinds.
    pub single: Column,
    /// Payments alone.
    pub credit: Column,
    /// Charges alone.
    pub debit: Column,
    /// Payments, whose header may also stand under the header of the amount.
    pub(crate) credit_under_amount: Column,
    /// Charges, whose header may also stand under the header of the amount.
    pub(crate) debit_under_amount: Column,
}

impl AmountColumns {
    /// Creates the columns.
    pub fn new(single: Column, credit: Column, debit: Column) -> Self {
        let [credit_under_amount, debit_under_amount] = [&credit, &debit].map(|own| own.under(&single));
        Self { single, credit, debit, credit_under_amount, debit_under_amount }
    }
}

/// Columns by which a statement is found.
#[derive(Debug, Clone)]
pub struct StatementColumns {
    /// In the header of the list of months.
    pub months: MonthColumns,
    /// In the header of a month's transactions.
    pub transactions: TransactionColumns,
}

impl MonthColumns {
    /// Returns the columns: month, opening balance, credits, debits, closing balance.
    pub fn all(&self) -> [&Column; 5] {
        [&self.month, &self.opening_balance, &self.credits, &self.debits, &self.closing_balance]
    }
}

impl TransactionColumns {
    /// Returns the columns with a single amount: date, description, balance, amount, balance.
    pub fn all(&self) -> [&Column; 5] {
        [&self.date, &self.description, &self.balance_before, &self.amount.single, &self.balance_after]
    }
}
