//! Transactions that contradict no figure and are odd still.

use std::collections::HashSet;

use crate::audit::Rule;
use crate::{Money, MonthStatement, Transaction};

/// Returns the transactions with an amount of zero.
pub(super) fn zeros(statement: &MonthStatement) -> impl Iterator<Item = (Rule, usize)> {
    let entries = statement.transactions.iter().enumerate();
    entries.filter(|(_, entry)| entry.amount == Money::ZERO).map(|(position, _)| (Rule::Zero, position))
}

/// Returns the charges made again on one day, where the previous month had exactly one of them.
///
/// A charge that is always made twice is a habit.
pub(super) fn charged_twice<'a>(
    statement: &'a MonthStatement,
    previous: Option<&'a MonthStatement>,
) -> impl Iterator<Item = (Rule, usize)> + 'a {
    let was_once = move |entry: &Transaction| {
        previous.is_some_and(|it| {
            it.transactions.iter().filter(|other| is_same_charge(other, entry)).count() == 1
        })
    };
    let mut seen = HashSet::new();
    let charges = statement.transactions.iter().enumerate().filter(|(_, entry)| entry.amount.is_negative());
    let again = charges
        .filter(move |(_, entry)| !seen.insert((entry.date, entry.description.as_str(), entry.amount)));
    again.filter(move |(_, entry)| was_once(entry)).map(|(position, _)| (Rule::Duplicate, position))
}

fn is_same_charge(one: &Transaction, other: &Transaction) -> bool {
    one.description == other.description && one.amount == other.amount
}
