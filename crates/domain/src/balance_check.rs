//! Arithmetic of balances: turnover, chains of transactions, totals of a month.

use crate::{Money, Month, MonthTotals, Transaction};

/// Sums of the payments and the charges of transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turnover {
    /// The sum of the payments; not negative.
    pub paid: Money,
    /// The sum of the charges; not negative.
    pub charged: Money,
}

impl Turnover {
    /// Returns the turnover of transactions.
    pub fn of(transactions: &[Transaction]) -> Self {
        Self::of_amounts(transactions.iter().map(|transaction| transaction.amount))
    }

    /// Returns the turnover of amounts, the charges among them negative.
    pub fn of_amounts(amounts: impl IntoIterator<Item = Money>) -> Self {
        let (charged, paid): (Vec<Money>, Vec<Money>) =
            amounts.into_iter().partition(|amount| amount.is_negative());
        Self { paid: paid.into_iter().sum(), charged: -charged.into_iter().sum::<Money>() }
    }

    /// Returns the change of the balance.
    pub fn net(self) -> Money {
        self.paid - self.charged
    }
}

impl MonthTotals {
    /// Returns the totals of a month's transactions from an opening balance on.
    pub fn of(month: Month, opening_balance: Money, transactions: &[Transaction]) -> Self {
        let turnover = Turnover::of(transactions);
        Self {
            month,
            opening_balance,
            paid: turnover.paid,
            charged: turnover.charged,
            closing_balance: opening_balance + turnover.net(),
        }
    }

    /// Returns true if the opening balance and the turnover give the closing balance.
    pub fn adds_up(&self) -> bool {
        self.opening_balance + self.paid - self.charged == self.closing_balance
    }

    /// Returns true if anything was paid or charged.
    pub fn has_turnover(&self) -> bool {
        self.paid != Money::ZERO || self.charged != Money::ZERO
    }
}

/// Returns true if each transaction begins with the balance that the one before it left.
pub fn is_chain(transactions: &[Transaction]) -> bool {
    transactions
        .iter()
        .zip(transactions.iter().skip(1))
        .all(|(a, b)| a.balance_after.is_some() && a.balance_after == b.balance_before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transaction(before: &str, amount: &str, after: &str) -> Transaction {
        Transaction {
            date: "2021-11-09".parse().unwrap(),
            time: None,
            description: "Оплата".to_owned(),
            balance_before: Some(before.parse().unwrap()),
            amount: amount.parse().unwrap(),
            balance_after: Some(after.parse().unwrap()),
        }
    }

    #[test]
    fn totals_come_from_payments_and_charges_apart() {
        let november =
            [transaction("100.00", "989.00", "1089.00"), transaction("1089.00", "-589.00", "500.00")];
        let totals = MonthTotals::of(Month::new(2021, 11).unwrap(), "100.00".parse().unwrap(), &november);
        let figures = [totals.paid, totals.charged, totals.closing_balance].map(|sum| sum.to_string());
        assert_eq!(figures, ["989.00", "589.00", "500.00"]);
        assert!(totals.adds_up() && totals.has_turnover() && is_chain(&november));
        let wrong = MonthTotals { closing_balance: Money::ZERO, ..totals };
        assert!(!wrong.adds_up());
    }

    #[test]
    fn a_gap_between_balances_breaks_the_chain() {
        let gap = [transaction("0.00", "989.00", "989.00"), transaction("980.00", "-589.00", "391.00")];
        assert!(!is_chain(&gap));
        let unknown = Transaction { balance_after: None, ..gap[0].clone() };
        assert!(!is_chain(&[unknown, Transaction { balance_before: None, ..gap[1].clone() }]));
    }
}
