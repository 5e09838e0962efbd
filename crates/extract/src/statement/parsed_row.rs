//! Rows of transactions whose cells were parsed once, and the sign of their amounts.
//!
//! The sign is decided by the first of these that tells it: the sign that the cell shows, the column
//! that the amount stands in, a word in the row, the balances beside the amount.

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Money, Transaction};

use crate::statement::credit_debit::Side;

/// A row of a table of transactions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedRow {
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day; `None` if it is not shown.
    pub time: Option<NaiveTime>,
    /// The words of the transaction.
    pub description: String,
    /// The amount as the cell shows it, with its sign if there is one.
    pub amount: Money,
    /// The evidence for the sign besides the cell itself.
    pub sign: SignHint,
    /// The balance before; `None` if it is not shown.
    pub balance_before: Option<Money>,
    /// The balance after; `None` if it is not shown.
    pub balance_after: Option<Money>,
    /// True if the row names a service other than the internet.
    pub is_of_other_service: bool,
}

/// A hint at the sign of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignHint {
    /// The amount stands in a column of this side.
    Column(Side),
    /// A word in the row names this side.
    Word(Side),
    /// Nothing but the balances.
    None,
}

impl ParsedRow {
    fn change(&self) -> Option<Money> {
        Some(self.balance_after? - self.balance_before?)
    }

    /// Returns the amount with the sign of its cell, its column or a word.
    fn signed(&self) -> Money {
        match self.sign {
            SignHint::Column(Side::Credit) | SignHint::Word(Side::Credit) | SignHint::None => self.amount,
            SignHint::Column(Side::Debit) if self.is_refund() => self.amount.abs(),
            SignHint::Column(Side::Debit) | SignHint::Word(Side::Debit) => -self.amount.abs(),
        }
    }

    /// Returns true for a negative debit that the balances show to have been given back.
    fn is_refund(&self) -> bool {
        self.amount.is_negative() && self.change() == Some(self.amount.abs())
    }

    fn into_transaction(self, amount: Money) -> Transaction {
        Transaction {
            date: self.date,
            time: self.time,
            description: self.description,
            balance_before: self.balance_before,
            amount,
            balance_after: self.balance_after,
        }
    }
}

/// Returns the rows of one table as transactions with signed amounts.
///
/// A table that shows no sign at all takes the signs from its balances, if these agree with every row.
pub fn into_transactions(rows: Vec<ParsedRow>) -> Vec<Transaction> {
    let by_balances = |row: &ParsedRow| {
        let change = row.change()?;
        let amount = row.signed();
        (!amount.is_negative() && change.abs() == amount).then_some(change)
    };
    let changes: Option<Vec<Money>> = rows.iter().map(by_balances).collect();
    let amounts = changes.unwrap_or_else(|| rows.iter().map(ParsedRow::signed).collect());
    rows.into_iter().zip(amounts).map(|(row, amount)| row.into_transaction(amount)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(amount: &str, sign: SignHint, balances: Option<[&str; 2]>) -> ParsedRow {
        let money = |text: &str| text.parse::<Money>().unwrap();
        ParsedRow {
            date: "2021-11-09".parse().unwrap(),
            time: None,
            description: "Оплата".to_owned(),
            amount: money(amount),
            sign,
            balance_before: balances.map(|[before, _]| money(before)),
            balance_after: balances.map(|[_, after]| money(after)),
            is_of_other_service: false,
        }
    }

    fn amounts(rows: Vec<ParsedRow>) -> Vec<String> {
        into_transactions(rows).into_iter().map(|transaction| transaction.amount.to_string()).collect()
    }

    #[test]
    fn the_cell_then_the_column_then_a_word_tell_the_sign() {
        let debit = SignHint::Column(Side::Debit);
        let cases = [
            ("589.00", debit, None, "-589.00"),
            ("-589.00", debit, Some(["589.00", "0.00"]), "-589.00"),
            ("-589.00", debit, Some(["0.00", "589.00"]), "589.00"),
            ("-589.00", SignHint::Column(Side::Credit), None, "-589.00"),
            ("589.00", SignHint::Word(Side::Debit), None, "-589.00"),
            ("-589.00", SignHint::Word(Side::Debit), None, "-589.00"),
            ("589.00", SignHint::Word(Side::Credit), None, "589.00"),
            ("589.00", SignHint::None, None, "589.00"),
        ];
        for (amount, sign, balances, expected) in cases {
            assert_eq!(amounts(vec![row(amount, sign, balances)]), [expected], "{amount} {sign:?}");
        }
    }

    #[test]
    fn amounts_without_any_sign_take_it_from_the_balances() {
        let shown = |after: &str| {
            vec![
                row("989.00", SignHint::None, Some(["0.00", "989.00"])),
                row("589.00", SignHint::None, Some(["989.00", after])),
            ]
        };
        assert_eq!(amounts(shown("400.00")), ["989.00", "-589.00"]);
        assert_eq!(amounts(shown("410.00")), ["989.00", "589.00"], "balances that contradict tell nothing");
    }
}
