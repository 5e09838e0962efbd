//! What contradicts no figure, and is odd all the same.

use std::collections::HashSet;

use super::Rule;
use crate::{Entry, Money, MonthStatement};

/// Operations without a sum.
pub(super) fn zeros(statement: &MonthStatement) -> impl Iterator<Item = (Rule, usize)> {
    let entries = statement.entries.iter().enumerate();
    entries.filter(|(_, entry)| entry.amount == Money::ZERO).map(|(position, _)| (Rule::Zero, position))
}

/// Charges made more than once on a day, where the month before had exactly one of them. One that
/// is always made twice is a habit.
pub(super) fn charged_twice<'a>(
    statement: &'a MonthStatement,
    previous: Option<&'a MonthStatement>,
) -> impl Iterator<Item = (Rule, usize)> + 'a {
    let was_once = move |entry: &Entry| {
        previous.is_some_and(|it| it.entries.iter().filter(|other| is_same_charge(other, entry)).count() == 1)
    };
    let mut seen = HashSet::new();
    let charges = statement.entries.iter().enumerate().filter(|(_, entry)| entry.amount.is_negative());
    let again =
        charges.filter(move |(_, entry)| !seen.insert((entry.date, entry.operation.as_str(), entry.amount)));
    again.filter(move |(_, entry)| was_once(entry)).map(|(position, _)| (Rule::Twin, position))
}

fn is_same_charge(one: &Entry, other: &Entry) -> bool {
    one.operation == other.operation && one.amount == other.amount
}
