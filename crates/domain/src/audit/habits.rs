//! What contradicts no figure, and is odd all the same.

use std::collections::HashSet;

use crate::audit::Rule;
use crate::{Money, MonthStatement, Transaction};

/// Operations without a sum.
pub(super) fn zeros(statement: &MonthStatement) -> impl Iterator<Item = (Rule, usize)> {
    let entries = statement.transactions.iter().enumerate();
    entries.filter(|(_, entry)| entry.amount == Money::ZERO).map(|(position, _)| (Rule::Zero, position))
}

/// Charges made more than once on a day, where the month before had exactly one of them. One that
/// is always made twice is a habit.
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
