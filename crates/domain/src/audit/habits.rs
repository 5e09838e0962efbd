//! Transactions that contradict no figure and are odd still.

use std::collections::HashSet;

use crate::audit::Rule;
use crate::{Money, MonthStatement, Transaction};

/// Returns the transactions with an amount of zero.
pub(super) fn zeros(statement: &MonthStatement) -> impl Iterator<Item = (Rule, usize)> {
    let entries = statement.transactions.iter().enumerate();
    entries.filter(|(_, entry)| entry.amount == Money::ZERO).map(|(position, _)| (Rule::Zero, position))
}

/// Returns the positions of charges made again on one day.
pub(super) fn charged_again(statement: &MonthStatement) -> Vec<usize> {
    let mut seen = HashSet::new();
    let charges = statement.transactions.iter().enumerate().filter(|(_, entry)| entry.amount.is_negative());
    let again =
        charges.filter(|(_, entry)| !seen.insert((entry.date, entry.description.as_str(), entry.amount)));
    again.map(|(position, _)| position).collect()
}

/// Returns true if a month has exactly one such charge.
///
/// A charge that is always made twice is a habit.
pub(super) fn is_once(charge: &Transaction, month: &MonthStatement) -> bool {
    month.transactions.iter().filter(|other| is_same_charge(other, charge)).count() == 1
}

fn is_same_charge(one: &Transaction, other: &Transaction) -> bool {
    one.description == other.description && one.amount == other.amount
}
