//! Rows in the wrong place.

use std::collections::HashSet;

use crate::MonthStatement;
use crate::audit::causes::{Cause, TRACED};
use crate::audit::figures::{ComputedRow, MonthFigures, Row};
use crate::audit::{Discrepancy, Figure, Rule, at_row};

/// Returns the reports of transactions of another month, and the figures without their faults.
///
/// Each such row stays, moves or goes, whichever leaves the fewest breaks.
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
        let choices = [Some(figures.clone()), elsewhere(&figures, row), Some(without(&figures, row))];
        let fitting = choices.into_iter().flatten().min_by_key(|choice| choice.breaks().len());
        figures = fitting.unwrap_or(figures);
    }
    let discrepancy = |position| {
        at_row(statement, position, Rule::OutsideMonth, Figure::Amount, None, shown(statement, position))
    };
    (foreign.into_iter().map(discrepancy).collect(), figures)
}

/// Returns the removals of rows that repeat an earlier one in every column.
pub(super) fn duplicates(figures: &MonthFigures, statement: &MonthStatement) -> Vec<Cause> {
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
        let discrepancy =
            at_row(statement, position, Rule::Duplicate, Figure::Amount, None, shown(statement, position));
        Some(Cause { discrepancy, mended: without(figures, place) })
    };
    places.take(MAX_DUPLICATES).filter_map(cause).collect()
}

/// Moves a row that stands in the wrong order, such as one with a wrong date.
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
    let discrepancy =
        at_row(statement, position, Rule::TransactionChain, figure, Some(expected), Some(shown));
    Some(Cause { discrepancy, mended: elsewhere(figures, row)? })
}

/// The most duplicates that are tried; without balances any two equal rows may be duplicates.
const MAX_DUPLICATES: usize = 64;

/// Returns the figures with a row moved to where its balances fit; `None` if they fit nowhere.
fn elsewhere(figures: &MonthFigures, row: usize) -> Option<MonthFigures> {
    let mut others = without(figures, row);
    let it = *figures.rows.get(row)?;
    let (opening, closing) = (it.opening?, it.closing?);
    let rows = others.computed();
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
