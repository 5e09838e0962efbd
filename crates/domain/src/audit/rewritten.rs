//! History that changed after it was over.

use super::{Figure, Finding, Rule, at_row, of_month};
use crate::{Entry, Money, MonthStatement};

/// How a month reads differently from what it was when it was over: its first operation that is
/// new or gone, or the figures of its line.
pub(super) fn difference(closed: &MonthStatement, now: &MonthStatement) -> Option<Finding> {
    appeared(closed, now).or_else(|| vanished(closed, now)).or_else(|| line(closed, now))
}

fn appeared(closed: &MonthStatement, now: &MonthStatement) -> Option<Finding> {
    let position = unmatched(&now.entries, &closed.entries)?;
    let entry = now.entries.get(position)?;
    let was = unmatched(&closed.entries, &now.entries).and_then(|i| closed.entries.get(i));
    let was = was.filter(|was| was.date == entry.date && was.operation == entry.operation);
    let expected = was.map(|was| was.amount);
    Some(at_row(now, position, Rule::Rewritten, Figure::Amount, expected, Some(entry.amount)))
}

fn vanished(closed: &MonthStatement, now: &MonthStatement) -> Option<Finding> {
    let position = unmatched(&closed.entries, &now.entries)?;
    let entry = closed.entries.get(position)?;
    let gone = at_row(closed, position, Rule::Rewritten, Figure::Amount, Some(entry.amount), None);
    Some(Finding { position: None, ..gone })
}

fn line(closed: &MonthStatement, now: &MonthStatement) -> Option<Finding> {
    let figures = |it: &MonthStatement| -> [(Figure, Money); 4] {
        let it = &it.totals;
        [
            (Figure::Opening, it.opening),
            (Figure::Paid, it.paid),
            (Figure::Charged, it.charged),
            (Figure::Closing, it.closing),
        ]
    };
    let pairs = figures(closed).into_iter().zip(figures(now));
    let differing = pairs.into_iter().find(|((_, was), (_, is))| was != is);
    differing.map(|((figure, was), (_, is))| of_month(now.totals.month, Rule::Rewritten, figure, was, is))
}

/// The first of these that is not among the others; twins are counted one by one.
fn unmatched(these: &[Entry], others: &[Entry]) -> Option<usize> {
    let mut left: Vec<&Entry> = others.iter().collect();
    these.iter().position(|entry| match left.iter().position(|other| is_same(entry, other)) {
        Some(place) => {
            left.remove(place);
            false
        }
        None => true,
    })
}

/// The balances beside an operation change with every earlier one; they are not its own.
fn is_same(one: &Entry, other: &Entry) -> bool {
    one.date == other.date && one.operation == other.operation && one.amount == other.amount
}
