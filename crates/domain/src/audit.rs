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

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::NaiveDate;

use crate::audit::causes::explain;
use crate::audit::figures::MonthFigures;
use crate::names::named;
use crate::{Money, Month, MonthMarks, MonthStatement, MonthTotals, Transaction};

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

/// A month of a ledger whose transactions are read only if the audit needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditedMonth {
    /// The totals of the month.
    pub totals: MonthTotals,
    /// True if it is known that the month [`is_faultless`].
    pub is_faultless: bool,
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
    let mut sorted: Vec<&MonthStatement> = statements.iter().collect();
    sorted.sort_by_key(|statement| statement.totals.month);
    let months = sorted.iter().map(|it| AuditedMonth { totals: it.totals, is_faultless: false });
    let read = |place: usize| Ok::<_, Infallible>(Cow::Borrowed(sorted[place]));
    let Ok(audit) = audit_each(&months.collect::<Vec<_>>(), read, as_closed, marks);
    audit
}

/// Returns every contradiction of a ledger whose months are read one at a time.
///
/// The months come oldest first, and `read` returns the one at an index. A month that is known to be
/// faultless and fits the months beside it is not read.
///
/// # Errors
/// The first error of `read`.
pub fn audit_each<'a, E>(
    months: &[AuditedMonth],
    read: impl Fn(usize) -> Result<Cow<'a, MonthStatement>, E>,
    as_closed: &[MonthStatement],
    marks: &BTreeMap<Month, MonthMarks>,
) -> Result<Audit, E> {
    let (mut discrepancies, mut inexact) = (Vec::new(), Vec::new());
    let (mut before, mut faultless) = (None, None);
    for (i, &AuditedMonth { totals, is_faultless }) in months.iter().enumerate() {
        let after = months.get(i + 1).map(|next| next.totals.opening_balance);
        let closed = as_closed.iter().find(|closed| closed.totals.month == totals.month);
        if is_faultless && closed.is_none() && fits(&totals, before, after) {
            (before, faultless) = (Some(totals.closing_balance), Some(i));
            continue;
        }
        let statement = read(i)?;
        let marks = marks.get(&totals.month).copied().unwrap_or_default();
        let figures = MonthFigures::of(&statement, marks, before, after);
        inexact.extend(figures.differs_by_kopecks().then_some(totals.month));
        let (mut found, closing) = explain(figures, &statement);
        add_oddities(&mut found, &statement, || faultless.map(&read).transpose())?;
        (before, faultless) = (Some(closing), found.is_empty().then_some(i));
        discrepancies.extend(found);
        discrepancies.extend(closed.and_then(|closed| rewritten::difference(closed, &statement, marks)));
    }
    discrepancies.sort_by_key(|finding| (Reverse(finding.month), finding.position));
    inexact.reverse();
    Ok(Audit { discrepancies, inexact })
}

/// Returns true if the audit finds nothing in a month that fits the months beside it.
///
/// That holds whatever its marks are, because they only excuse differences.
pub fn is_faultless(statement: &MonthStatement) -> bool {
    let is_of_month = |entry: &Transaction| statement.totals.month.contains(entry.date);
    statement.transactions.iter().all(is_of_month)
        && MonthFigures::of(statement, MonthMarks::default(), None, None).breaks().is_empty()
        && habits::zeros(statement).next().is_none()
        && habits::charged_again(statement).is_empty()
}

/// Returns true if a month opens and closes with the balances of the months beside it.
fn fits(totals: &MonthTotals, before: Option<Money>, after: Option<Money>) -> bool {
    before.is_none_or(|before| before == totals.opening_balance)
        && after.is_none_or(|after| after == totals.closing_balance)
}

/// Adds the transactions that contradict no figure and are odd still, one report each.
///
/// `previous` reads the month before if it has no contradiction, to learn habits from.
fn add_oddities<'a, E>(
    discrepancies: &mut Vec<Discrepancy>,
    statement: &MonthStatement,
    previous: impl FnOnce() -> Result<Option<Cow<'a, MonthStatement>>, E>,
) -> Result<(), E> {
    let again = habits::charged_again(statement);
    let previous = if again.is_empty() { None } else { previous()? };
    let is_new = |position: &usize| {
        let entry = statement.transactions.get(*position);
        entry.zip(previous.as_deref()).is_some_and(|(entry, month)| habits::is_once(entry, month))
    };
    let again = again.into_iter().filter(is_new).map(|position| (Rule::Duplicate, position));
    for (rule, position) in habits::zeros(statement).chain(again) {
        if discrepancies.iter().all(|it| it.position != Some(position)) {
            let shown = statement.transactions.get(position).map(|entry| entry.amount);
            discrepancies.push(at_row(statement, position, rule, Figure::Amount, None, shown));
        }
    }
    Ok(())
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
