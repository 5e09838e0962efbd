//! The provider's arithmetic, checked: every contradiction once, at its cause.
//!
//! Every figure of a ledger is said at least twice: a balance after an operation is the balance
//! before the next, a month's sums are those of its operations, a month closes with what the next
//! one opens with. Where that does not hold, the change of one figure, one row or one date is
//! looked for that would explain the most of what does not fit; that is the finding.
//!
//! Deliberately not here: what a finding says to people, and which version of a month is kept.

mod causes;
mod figures;
mod habits;
mod rewritten;

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::audit::causes::explained;
use crate::audit::figures::MonthFigures;
use crate::{Money, Month, MonthStatement, Transaction};

/// A contradiction in the ledger, at its cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// What does not hold.
    pub rule: Rule,
    /// Which figure is at fault.
    pub figure: Figure,
    /// In which month.
    pub month: Month,
    /// At which operation, counted from 0, oldest first; `None` for the month's own line.
    pub position: Option<usize>,
    /// The day of that operation.
    pub date: Option<NaiveDate>,
    /// The words of that operation.
    pub description: Option<String>,
    /// What the other figures say it should be.
    pub expected: Option<Money>,
    /// What is shown.
    pub shown: Option<Money>,
}

/// What holds in every ledger without a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The balance before an operation and its sum make the balance after it.
    OperationSum,
    /// An operation begins with the balance that the one before it left.
    TransactionChain,
    /// A month's line agrees with its operations and with itself.
    MonthSum,
    /// A month opens with what the one before it closed with.
    MonthChain,
    /// Nothing is shown, or charged, once more than it should be.
    Duplicate,
    /// An operation has a sum.
    Zero,
    /// An operation is of the month that it stands in.
    OutsideMonth,
    /// A month that is over stays as it is.
    Rewritten,
}

/// A figure of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// The balance before.
    Opening,
    /// The sum of an operation.
    Amount,
    /// The balance after.
    Closing,
    /// What was paid in a month.
    Paid,
    /// What was charged in a month.
    Charged,
}

/// Every contradiction in the months of a ledger, given in any order; the newest month first.
///
/// `as_closed` holds months as they were first read after they were over, where they read
/// differently now.
pub fn audit(statements: &[MonthStatement], as_closed: &[MonthStatement]) -> Vec<Discrepancy> {
    let mut months: Vec<&MonthStatement> = statements.iter().collect();
    months.sort_by_key(|statement| statement.totals.month);
    let mut findings = Vec::new();
    let (mut before, mut faultless) = (None, None);
    for (i, statement) in months.iter().copied().enumerate() {
        let after = months.get(i + 1).map(|next| next.totals.opening_balance);
        let (found, closing) = month(statement, faultless, before, after);
        before = Some(closing);
        faultless = found.is_empty().then_some(statement);
        findings.extend(found);
        let closed = as_closed.iter().find(|closed| closed.totals.month == statement.totals.month);
        findings.extend(closed.and_then(|closed| rewritten::difference(closed, statement)));
    }
    findings.sort_by_key(|finding| (Reverse(finding.month), finding.position));
    findings
}

/// What is wrong in one month, and the balance with which it really closed. The month before it
/// tells of habits if nothing is wrong in it.
fn month(
    statement: &MonthStatement,
    faultless: Option<&MonthStatement>,
    before: Option<Money>,
    after: Option<Money>,
) -> (Vec<Discrepancy>, Money) {
    let figures = MonthFigures::of(statement, before, after);
    let (mut findings, closing) = explained(figures, statement);
    let found_at =
        |findings: &[Discrepancy], position| findings.iter().any(|it| it.position == Some(position));
    for (rule, position) in habits::zeros(statement).chain(habits::charged_twice(statement, faultless)) {
        if !found_at(&findings, position) {
            let shown = statement.transactions.get(position).map(|entry| entry.amount);
            findings.push(at_row(statement, position, rule, Figure::Amount, None, shown));
        }
    }
    (findings, closing)
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
