//! Rows that stand where they do not belong.

use std::collections::HashSet;

use crate::MonthStatement;
use crate::audit::causes::{Cause, TRACED};
use crate::audit::figures::{ComputedRow, MonthFigures, Row};
use crate::audit::{Discrepancy, Figure, Rule, at_row};

/// What is said of operations of another month, and the figures with each of them where it fits
/// best: where it stands, elsewhere in this month, or not in it at all.
pub(super) fn outside(
    mut figures: MonthFigures,
    statement: &MonthStatement,
) -> (Vec<Discrepancy>, MonthFigures) {
    let is_outside = |position: usize| {
        statement.transactions.get(position).is_some_and(|it| !statement.totals.month.contains(it.date))
    };
    let foreign: Vec<usize> = (0..statement.transactions.len()).filter(|it| is_outside(*it)).collect();
    for &position in foreign.iter().take(TRACED) {
        let Some(row) = figures.rows.iter().position(|row| row.position == position) else { continue };
        let ways = [Some(figures.clone()), elsewhere(&figures, row), Some(without(&figures, row))];
        let fitting = ways.into_iter().flatten().min_by_key(|way| way.breaks().len());
        figures = fitting.unwrap_or(figures);
    }
    let finding = |position| {
        at_row(statement, position, Rule::OutsideMonth, Figure::Amount, None, shown(statement, position))
    };
    (foreign.into_iter().map(finding).collect(), figures)
}

/// A row that repeats an earlier one to the letter, balances and all.
pub(super) fn twins(figures: &MonthFigures, statement: &MonthStatement) -> Vec<Cause> {
    let mut seen = HashSet::new();
    let entry_of = |row: &Row| statement.transactions.get(row.position);
    let is_again = |row: &Row| {
        entry_of(row).is_some_and(|it| {
            let balances = (it.balance_before, it.amount, it.balance_after);
            !seen.insert((it.date, it.time, it.description.as_str(), balances))
        })
    };
    let again: Vec<bool> = figures.rows.iter().map(is_again).collect();
    let places = again.iter().enumerate().filter(|(_, again)| **again).map(|(place, _)| place);
    let cause = |place: usize| {
        let position = figures.rows.get(place)?.position;
        let finding =
            at_row(statement, position, Rule::Duplicate, Figure::Amount, None, shown(statement, position));
        Some(Cause { finding, mended: without(figures, place) })
    };
    places.take(MOST_TWINS).filter_map(cause).collect()
}

/// A row in the wrong order, as one with a wrong date is.
pub(super) fn moved(
    figures: &MonthFigures,
    rows: &[ComputedRow],
    statement: &MonthStatement,
    row: usize,
) -> Option<Cause> {
    let (position, it) = (figures.rows.get(row)?.position, rows.get(row)?);
    let next = rows.get(row + 1).map_or(figures.totals.closing_balance, |next| next.opening);
    let (figure, expected, shown) = if it.opening == it.left {
        (Figure::Closing, next, it.closing)
    } else {
        (Figure::Opening, it.left, it.opening)
    };
    let finding = at_row(statement, position, Rule::TransactionChain, figure, Some(expected), Some(shown));
    Some(Cause { finding, mended: elsewhere(figures, row)? })
}

/// Where balances are not shown, every two alike may be twins.
const MOST_TWINS: usize = 64;

/// With that row where its balances fit.
fn elsewhere(figures: &MonthFigures, row: usize) -> Option<MonthFigures> {
    let mut others = without(figures, row);
    let it = *figures.rows.get(row)?;
    let (opening, closing) = (it.opening?, it.closing?);
    let rows = others.reckoned();
    let left = |place: usize| place.checked_sub(1).map_or(others.totals.opening_balance, |i| rows[i].closing);
    let found = |place: usize| rows.get(place).map_or(others.totals.closing_balance, |row| row.opening);
    let fits = |place: &usize| *place != row && left(*place) == opening && found(*place) == closing;
    let place = (0..=rows.len()).find(fits)?;
    others.rows.insert(place, it);
    Some(others)
}

fn without(figures: &MonthFigures, row: usize) -> MonthFigures {
    let mut others = figures.clone();
    others.rows.remove(row);
    others
}

fn shown(statement: &MonthStatement, position: usize) -> Option<crate::Money> {
    statement.transactions.get(position).map(|entry| entry.amount)
}
