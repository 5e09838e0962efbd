//! Search for the one change that makes the figures of a month fit each other.

mod misplaced;

use crate::audit::figures::{ChainBreak, ComputedRow, MonthFigures, Row};
use crate::audit::{Discrepancy, Figure, Rule, at_row, of_month};
use crate::{Money, MonthStatement};

/// A change that mends contradictions, and its report.
#[derive(Debug, Clone)]
struct Cause {
    discrepancy: Discrepancy,
    mended: MonthFigures,
}

/// The most breaks of which causes are searched; beyond it each break is reported as it is.
const TRACED: usize = 12;

/// Returns the contradictions of a month, and its corrected closing balance.
///
/// The cause is the change that mends the most breaks, the first in [`causes`] of equals. The rest
/// is explained in the same way.
pub(super) fn explain(figures: MonthFigures, statement: &MonthStatement) -> (Vec<Discrepancy>, Money) {
    let (mut discrepancies, mut figures) = misplaced::outside(figures, statement);
    loop {
        let breaks = figures.breaks();
        // A break after the month is reported at the next one, whose figures show the cause.
        let own = || breaks.iter().filter(|it| **it != ChainBreak::After);
        if own().next().is_none() {
            return (discrepancies, figures.totals.closing_balance);
        }
        match best(&figures, statement, &breaks) {
            Some(cause) => {
                discrepancies.push(cause.discrepancy);
                figures = cause.mended;
            }
            None => {
                discrepancies.extend(own().filter_map(|it| untraced(&figures, statement, *it)));
                return (discrepancies, figures.totals.closing_balance);
            }
        }
    }
}

fn best(figures: &MonthFigures, statement: &MonthStatement, breaks: &[ChainBreak]) -> Option<Cause> {
    if breaks.len() > TRACED {
        return None;
    }
    let causes = causes(figures, statement, breaks).into_iter();
    let weighed = causes.map(|cause| (cause.mended.breaks().len(), cause));
    weighed.filter(|(left, _)| *left < breaks.len()).min_by_key(|(left, _)| *left).map(|(_, cause)| cause)
}

/// Returns every change that may mend a break, the likeliest first.
fn causes(figures: &MonthFigures, statement: &MonthStatement, breaks: &[ChainBreak]) -> Vec<Cause> {
    let computed = figures.computed();
    let rows = near(breaks, figures.rows.len());
    let of_rows = |cause: fn(&MonthFigures, &[ComputedRow], &MonthStatement, usize) -> Option<Cause>| {
        rows.iter().filter_map(|&row| cause(figures, &computed, statement, row)).collect::<Vec<_>>()
    };
    [
        misplaced::duplicates(figures, statement),
        of_rows(misplaced::moved),
        of_rows(closing),
        of_rows(opening),
        of_rows(amount),
        of_rows(amount_and_closing),
        breaks.iter().filter_map(|it| missing(figures, &computed, statement, *it)).collect(),
        month_totals(figures, &computed),
    ]
    .concat()
}

/// Returns the rows on either side of the breaks.
fn near(breaks: &[ChainBreak], len: usize) -> Vec<usize> {
    let beside = |it: &ChainBreak| match *it {
        ChainBreak::Chain(row) => [row.checked_sub(1), Some(row)],
        ChainBreak::Sum(row) => [Some(row), None],
        ChainBreak::Before
        | ChainBreak::Paid
        | ChainBreak::Charged
        | ChainBreak::Totals
        | ChainBreak::After => [None, None],
    };
    let mut rows: Vec<usize> = breaks.iter().flat_map(beside).flatten().filter(|row| *row < len).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn closing(
    figures: &MonthFigures,
    rows: &[ComputedRow],
    statement: &MonthStatement,
    row: usize,
) -> Option<Cause> {
    let shown = figures.rows.get(row)?.closing?;
    let sum = rows.get(row)?.sum;
    let mended = with_row(figures, row, |it| it.closing = Some(sum));
    Some(of_row(mended, statement, row, Rule::OperationSum, Figure::Closing, sum, shown))
}

fn opening(
    figures: &MonthFigures,
    rows: &[ComputedRow],
    statement: &MonthStatement,
    row: usize,
) -> Option<Cause> {
    let shown = figures.rows.get(row)?.opening?;
    let left = rows.get(row)?.left;
    let mended = with_row(figures, row, |it| it.opening = Some(left));
    Some(of_row(mended, statement, row, Rule::TransactionChain, Figure::Opening, left, shown))
}

fn amount(
    figures: &MonthFigures,
    rows: &[ComputedRow],
    statement: &MonthStatement,
    row: usize,
) -> Option<Cause> {
    let (shown, it) = (figures.rows.get(row)?, rows.get(row)?);
    shown.closing?;
    let due = it.closing - it.opening;
    let rule = if shown.amount == Money::ZERO { Rule::Zero } else { Rule::OperationSum };
    let mended = with_row(figures, row, |it| it.amount = due);
    Some(of_row(mended, statement, row, rule, Figure::Amount, due, shown.amount))
}

/// Corrects the amount and the balance of a row together.
///
/// A row with the same fault in both adds up by itself.
fn amount_and_closing(
    figures: &MonthFigures,
    rows: &[ComputedRow],
    statement: &MonthStatement,
    row: usize,
) -> Option<Cause> {
    let (shown, it) = (figures.rows.get(row)?, rows.get(row)?);
    let next = figures.rows.get(row + 1);
    if shown.opening.is_none() && shown.closing.is_none() {
        return None;
    }
    let left = next.map_or(Some(figures.totals.closing_balance), |next| next.opening)?;
    let due = left - it.opening;
    let mended = with_row(figures, row, |it| {
        it.amount = due;
        it.closing = it.closing.map(|_| left);
    });
    Some(match shown.closing {
        Some(closing) => {
            of_row(mended, statement, row, Rule::TransactionChain, Figure::Closing, left, closing)
        }
        None => of_row(mended, statement, row, Rule::OperationSum, Figure::Amount, due, shown.amount),
    })
}

/// Inserts a transaction that the site does not show.
///
/// It has no row, so the report is at the row before it.
fn missing(
    figures: &MonthFigures,
    rows: &[ComputedRow],
    statement: &MonthStatement,
    it: ChainBreak,
) -> Option<Cause> {
    let place = match it {
        ChainBreak::Chain(place) => place,
        ChainBreak::Sum(place) if figures.rows.get(place)?.opening.is_none() => place,
        ChainBreak::Before
        | ChainBreak::Sum(_)
        | ChainBreak::Paid
        | ChainBreak::Charged
        | ChainBreak::Totals
        | ChainBreak::After => {
            return None;
        }
    };
    let left = place.checked_sub(1).map_or(figures.totals.opening_balance, |i| rows[i].closing);
    let found = match rows.get(place) {
        Some(row) => row.opening + (row.closing - row.sum),
        None => figures.totals.closing_balance,
    };
    let mut mended = figures.clone();
    let lacking = Row { position: usize::MAX, opening: None, amount: found - left, closing: None };
    mended.rows.insert(place, lacking);
    Some(Cause { discrepancy: of_missing(figures, statement, place, left, found)?, mended })
}

/// Returns the report of a transaction that is missing before the row at `place`.
///
/// `left` is the balance after the row before it, and `found` is the balance before the row itself.
fn of_missing(
    figures: &MonthFigures,
    statement: &MonthStatement,
    place: usize,
    left: Money,
    found: Money,
) -> Option<Discrepancy> {
    let at = |row: &Row, rule, figure, expected, shown| {
        Some(at_row(statement, row.position, rule, figure, Some(expected), Some(shown)))
    };
    let earlier = place.checked_sub(1).and_then(|i| figures.rows.get(i));
    match (earlier, figures.rows.get(place)) {
        (_, Some(row)) if row.opening.is_none() => {
            at(row, Rule::OperationSum, Figure::Closing, left + row.amount, row.closing?)
        }
        (Some(row), _) if shows_balances(figures) => {
            at(row, Rule::TransactionChain, Figure::Closing, found, left)
        }
        (None, Some(row)) => at(row, Rule::TransactionChain, Figure::Opening, left, found),
        _ => Some(sums(figures)),
    }
}

fn shows_balances(figures: &MonthFigures) -> bool {
    figures.rows.iter().any(|row| row.opening.is_some() || row.closing.is_some())
}

/// Returns the report of totals that lack a transaction.
fn sums(figures: &MonthFigures) -> Discrepancy {
    let (totals, paid) = (&figures.totals, figures.paid());
    let (figure, expected, shown) = if paid == totals.paid {
        (Figure::Charged, figures.charged(), totals.charged)
    } else {
        (Figure::Paid, paid, totals.paid)
    };
    of_month(totals.month, Rule::MonthSum, figure, expected, shown)
}

fn month_totals(figures: &MonthFigures, rows: &[ComputedRow]) -> Vec<Cause> {
    let totals = &figures.totals;
    let first = rows.first().map_or(totals.closing_balance, |row| row.opening);
    let (rule, opening) = match figures.before {
        Some(before) => (Rule::MonthChain, before),
        None => (Rule::MonthSum, first),
    };
    let closing = totals.opening_balance + totals.paid - totals.charged;
    let with = |rule, figure, expected, shown, change: &dyn Fn(&mut MonthFigures)| {
        let mut mended = figures.clone();
        change(&mut mended);
        Cause { discrepancy: of_month(totals.month, rule, figure, expected, shown), mended }
    };
    let (paid, charged) = (figures.paid(), figures.charged());
    vec![
        with(rule, Figure::Opening, opening, totals.opening_balance, &|it| {
            it.totals.opening_balance = opening
        }),
        with(Rule::MonthSum, Figure::Closing, closing, totals.closing_balance, &|it| {
            it.totals.closing_balance = closing
        }),
        with(Rule::MonthSum, Figure::Paid, paid, totals.paid, &|it| it.totals.paid = paid),
        with(Rule::MonthSum, Figure::Charged, charged, totals.charged, &|it| it.totals.charged = charged),
    ]
}

/// Returns the report of a break that no single change mends.
fn untraced(figures: &MonthFigures, statement: &MonthStatement, it: ChainBreak) -> Option<Discrepancy> {
    let totals = &figures.totals;
    let rows = figures.computed();
    let of_totals =
        |rule, figure, expected, shown| Some(of_month(totals.month, rule, figure, expected, shown));
    match it {
        ChainBreak::Before => {
            of_totals(Rule::MonthChain, Figure::Opening, figures.before?, totals.opening_balance)
        }
        ChainBreak::Chain(row) if row == rows.len() => {
            let left = rows.last().map_or(totals.opening_balance, |row| row.closing);
            of_totals(Rule::MonthSum, Figure::Closing, left, totals.closing_balance)
        }
        ChainBreak::Chain(row) => {
            let (at, it) = (figures.rows.get(row)?.position, rows.get(row)?);
            Some(at_row(
                statement,
                at,
                Rule::TransactionChain,
                Figure::Opening,
                Some(it.left),
                Some(it.opening),
            ))
        }
        ChainBreak::Sum(row) => {
            let (at, it) = (figures.rows.get(row)?.position, rows.get(row)?);
            Some(at_row(statement, at, Rule::OperationSum, Figure::Closing, Some(it.sum), Some(it.closing)))
        }
        ChainBreak::Paid => of_totals(Rule::MonthSum, Figure::Paid, figures.paid(), totals.paid),
        ChainBreak::Charged => of_totals(Rule::MonthSum, Figure::Charged, figures.charged(), totals.charged),
        ChainBreak::Totals => {
            let closing = totals.opening_balance + totals.paid - totals.charged;
            of_totals(Rule::MonthSum, Figure::Closing, closing, totals.closing_balance)
        }
        ChainBreak::After => None,
    }
}

fn with_row(figures: &MonthFigures, row: usize, change: impl FnOnce(&mut Row)) -> MonthFigures {
    let mut mended = figures.clone();
    if let Some(row) = mended.rows.get_mut(row) {
        change(row);
    }
    mended
}

fn of_row(
    mended: MonthFigures,
    statement: &MonthStatement,
    row: usize,
    rule: Rule,
    figure: Figure,
    expected: Money,
    shown: Money,
) -> Cause {
    let position = mended.rows.get(row).map_or(usize::MAX, |row| row.position);
    Cause { discrepancy: at_row(statement, position, rule, figure, Some(expected), Some(shown)), mended }
}
