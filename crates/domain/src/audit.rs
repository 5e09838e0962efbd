//! Audit of the provider's arithmetic: every contradiction once, at its cause.
//!
//! A ledger shows every figure at least twice: the balance after a transaction is the balance before
//! the next one, the totals of a month are the sums of its transactions, and a month closes with the
//! opening balance of the next one. Where that does not hold, the audit searches for the change of
//! one figure, one row or one date that explains the most contradictions, and reports it.
//!
//! A month whose kopecks the site cuts off is checked as exactly as its figures are shown: each of
//! them may be off by a kopeck. A derived month has no totals of its own that could be wrong.
//!
//! Not here: texts for people, and the choice of the version of a month.

mod causes;
mod figures;
mod habits;
mod rewritten;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::audit::causes::explain;
use crate::audit::figures::MonthFigures;
use crate::names::named;
use crate::{Money, Month, MonthMarks, MonthStatement, Transaction};

/// The outcome of an audit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// The contradictions, newest month first.
    pub discrepancies: Vec<Discrepancy>,
    /// The months whose figures differ only by kopecks that the site cuts off, newest first.
    pub inexact: Vec<Month>,
}

/// A contradiction in the ledger, at its cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// The rule that does not hold.
    pub rule: Rule,
    /// The figure at fault.
    pub figure: Figure,
    /// The month.
    pub month: Month,
    /// Zero-based index of the transaction, oldest first; `None` for the totals of the month.
    pub position: Option<usize>,
    /// The day of the transaction; `None` for the totals.
    pub date: Option<NaiveDate>,
    /// The description of the transaction; `None` for the totals.
    pub description: Option<String>,
    /// The value that follows from the other figures; `None` if there is no such value.
    pub expected: Option<Money>,
    /// The value that the provider shows; `None` if it shows none.
    pub shown: Option<Money>,
}

named! {
    /// A rule that holds in every correct ledger.
    pub enum Rule {
        /// The balance before a transaction and its amount make the balance after it.
        OperationSum = "operation_sum",
        /// A transaction begins with the balance after the previous one.
        TransactionChain = "entry_chain",
        /// The totals of a month agree with its transactions and with each other.
        MonthSum = "month_sum",
        /// A month opens with the closing balance of the previous one.
        MonthChain = "month_chain",
        /// No transaction is shown or charged twice.
        Duplicate = "twin",
        /// A transaction has an amount other than zero.
        Zero = "zero",
        /// A transaction belongs to the month of its statement.
        OutsideMonth = "outside_month",
        /// A month that is over does not change.
        Rewritten = "rewritten",
    }
}

/// A figure of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// The balance before a transaction or a month.
    Opening,
    /// The amount of a transaction.
    Amount,
    /// The balance after a transaction or a month.
    Closing,
    /// The sum of the payments of a month.
    Paid,
    /// The sum of the charges of a month.
    Charged,
}

/// Returns every contradiction of a ledger.
///
/// The months come in any order. `as_closed` holds the months that have changed since they were
/// over, as they were first read after that. `marks` holds the months that have a mark.
pub fn audit(
    statements: &[MonthStatement],
    as_closed: &[MonthStatement],
    marks: &BTreeMap<Month, MonthMarks>,
) -> Audit {
    let mut months: Vec<&MonthStatement> = statements.iter().collect();
    months.sort_by_key(|statement| statement.totals.month);
    let (mut discrepancies, mut inexact) = (Vec::new(), Vec::new());
    let (mut before, mut faultless) = (None, None);
    for (i, statement) in months.iter().copied().enumerate() {
        let after = months.get(i + 1).map(|next| next.totals.opening_balance);
        let marks = marks.get(&statement.totals.month).copied().unwrap_or_default();
        let figures = MonthFigures::of(statement, marks, before, after);
        inexact.extend(figures.differs_by_kopecks().then_some(statement.totals.month));
        let (found, closing) = month(figures, statement, faultless);
        before = Some(closing);
        faultless = found.is_empty().then_some(statement);
        discrepancies.extend(found);
        let closed = as_closed.iter().find(|closed| closed.totals.month == statement.totals.month);
        discrepancies.extend(closed.and_then(|closed| rewritten::difference(closed, statement, marks)));
    }
    discrepancies.sort_by_key(|finding| (Reverse(finding.month), finding.position));
    inexact.reverse();
    Audit { discrepancies, inexact }
}

/// Returns the contradictions of one month, and its corrected closing balance.
///
/// `faultless` is the month before it if it has no contradiction, to learn habits from.
fn month(
    figures: MonthFigures,
    statement: &MonthStatement,
    faultless: Option<&MonthStatement>,
) -> (Vec<Discrepancy>, Money) {
    let (mut discrepancies, closing) = explain(figures, statement);
    let found_at = |discrepancies: &[Discrepancy], position| {
        discrepancies.iter().any(|it| it.position == Some(position))
    };
    for (rule, position) in habits::zeros(statement).chain(habits::charged_twice(statement, faultless)) {
        if !found_at(&discrepancies, position) {
            let shown = statement.transactions.get(position).map(|entry| entry.amount);
            discrepancies.push(at_row(statement, position, rule, Figure::Amount, None, shown));
        }
    }
    (discrepancies, closing)
}

fn at_row(
    statement: &MonthStatement,
    position: usize,
    rule: Rule,
    figure: Figure,
    expected: Option<Money>,
    shown: Option<Money>,
) -> Discrepancy {
    let entry: Option<&Transaction> = statement.transactions.get(position);
    Discrepancy {
        rule,
        figure,
        month: statement.totals.month,
        position: entry.map(|_| position),
        date: entry.map(|entry| entry.date),
        description: entry.map(|entry| entry.description.clone()),
        expected,
        shown,
    }
}

fn of_month(month: Month, rule: Rule, figure: Figure, expected: Money, shown: Money) -> Discrepancy {
    Discrepancy {
        rule,
        figure,
        month,
        position: None,
        date: None,
        description: None,
        expected: Some(expected),
        shown: Some(shown),
    }
}
