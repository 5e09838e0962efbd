//! Audit of the provider's arithmetic: every contradiction once, at its cause.
//!
//! A ledger shows every figure at least twice: the balance after a transaction is the balance before
//! the next one, the totals of a month are the sums of its transactions, and a month closes with the
//! opening balance of the next one. Where that does not hold, the audit searches for the change of
//! one figure, one row or one date that explains the most contradictions, and reports it.
//!
//! Not here: texts for people, and the choice of the version of a month.

mod causes;
mod figures;
mod habits;
mod rewritten;

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::audit::causes::explain;
use crate::audit::figures::MonthFigures;
use crate::{Money, Month, MonthStatement, Transaction};

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

/// A rule that holds in every correct ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The balance before a transaction and its amount make the balance after it.
    OperationSum,
    /// A transaction begins with the balance after the previous one.
    TransactionChain,
    /// The totals of a month agree with its transactions and with each other.
    MonthSum,
    /// A month opens with the closing balance of the previous one.
    MonthChain,
    /// No transaction is shown or charged twice.
    Duplicate,
    /// A transaction has an amount other than zero.
    Zero,
    /// A transaction belongs to the month of its statement.
    OutsideMonth,
    /// A month that is over does not change.
    Rewritten,
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

/// Returns every contradiction of a ledger, newest month first.
///
/// The months come in any order. `as_closed` holds the months that have changed since they were
/// over, as they were first read after that.
pub fn audit(statements: &[MonthStatement], as_closed: &[MonthStatement]) -> Vec<Discrepancy> {
    let mut months: Vec<&MonthStatement> = statements.iter().collect();
    months.sort_by_key(|statement| statement.totals.month);
    let mut discrepancies = Vec::new();
    let (mut before, mut faultless) = (None, None);
    for (i, statement) in months.iter().copied().enumerate() {
        let after = months.get(i + 1).map(|next| next.totals.opening_balance);
        let (found, closing) = month(statement, faultless, before, after);
        before = Some(closing);
        faultless = found.is_empty().then_some(statement);
        discrepancies.extend(found);
        let closed = as_closed.iter().find(|closed| closed.totals.month == statement.totals.month);
        discrepancies.extend(closed.and_then(|closed| rewritten::difference(closed, statement)));
    }
    discrepancies.sort_by_key(|finding| (Reverse(finding.month), finding.position));
    discrepancies
}

/// Returns the contradictions of one month, and its corrected closing balance.
///
/// `faultless` is the month before it if it has no contradiction, to learn habits from.
fn month(
    statement: &MonthStatement,
    faultless: Option<&MonthStatement>,
    before: Option<Money>,
    after: Option<Money>,
) -> (Vec<Discrepancy>, Money) {
    let figures = MonthFigures::of(statement, before, after);
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
