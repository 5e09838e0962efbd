//! Months that changed after they were over.

use crate::audit::{Discrepancy, Figure, Rule, at_row, of_month};
use crate::{Money, MonthMarks, MonthStatement, Transaction};

/// Returns the first difference of a month from its reading after it was over.
///
/// It is a transaction that is new or gone, or else one of the totals that the site shows. `None` if
/// nothing differs.
pub(super) fn difference(
    closed: &MonthStatement,
    now: &MonthStatement,
    marks: MonthMarks,
) -> Option<Discrepancy> {
    let shown_totals = || if marks.is_derived { None } else { totals(closed, now) };
    appeared(closed, now).or_else(|| vanished(closed, now)).or_else(shown_totals)
}

fn appeared(closed: &MonthStatement, now: &MonthStatement) -> Option<Discrepancy> {
    let position = unmatched(&now.transactions, &closed.transactions)?;
    let entry = now.transactions.get(position)?;
    let was = unmatched(&closed.transactions, &now.transactions).and_then(|i| closed.transactions.get(i));
    let was = was.filter(|was| was.date == entry.date && was.description == entry.description);
    let expected = was.map(|was| was.amount);
    Some(at_row(now, position, Rule::Rewritten, Figure::Amount, expected, Some(entry.amount)))
}

fn vanished(closed: &MonthStatement, now: &MonthStatement) -> Option<Discrepancy> {
    let position = unmatched(&closed.transactions, &now.transactions)?;
    let entry = closed.transactions.get(position)?;
    let gone = at_row(closed, position, Rule::Rewritten, Figure::Amount, Some(entry.amount), None);
    Some(Discrepancy { position: None, ..gone })
}

fn totals(closed: &MonthStatement, now: &MonthStatement) -> Option<Discrepancy> {
    let figures = |it: &MonthStatement| -> [(Figure, Money); 4] {
        let it = &it.totals;
        [
            (Figure::Opening, it.opening_balance),
            (Figure::Paid, it.paid),
            (Figure::Charged, it.charged),
            (Figure::Closing, it.closing_balance),
        ]
    };
    let pairs = figures(closed).into_iter().zip(figures(now));
    let differing = pairs.into_iter().find(|((_, was), (_, is))| was != is);
    differing.map(|((figure, was), (_, is))| of_month(now.totals.month, Rule::Rewritten, figure, was, is))
}

/// Returns the position of the first transaction that the others lack.
///
/// Duplicates are matched one by one.
fn unmatched(these: &[Transaction], others: &[Transaction]) -> Option<usize> {
    let mut left: Vec<&Transaction> = others.iter().collect();
    these.iter().position(|entry| match left.iter().position(|other| is_same(entry, other)) {
        Some(place) => {
            left.remove(place);
            false
        }
        None => true,
    })
}

/// Returns true for one transaction in two readings.
///
/// Its balances do not count, because they change with every earlier transaction.
fn is_same(one: &Transaction, other: &Transaction) -> bool {
    one.date == other.date && one.description == other.description && one.amount == other.amount
}
