//! The figures of a month, and the places where they contradict each other.

use crate::balance_check::Turnover;
use crate::{Money, MonthMarks, MonthStatement, MonthTotals, Transaction};

/// The figures of one month, with the balances of the months beside it.
#[derive(Debug, Clone)]
pub(super) struct MonthFigures {
    /// The closing balance of the previous month; `None` if it is not stored.
    pub(super) before: Option<Money>,
    pub(super) totals: MonthTotals,
    pub(super) rows: Vec<Row>,
    /// The opening balance of the next month; `None` if it is not stored.
    pub(super) after: Option<Money>,
    marks: MonthMarks,
}

/// The figures of one transaction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Zero-based index within the statement, also after the row is moved here.
    pub(super) position: usize,
    pub(super) opening: Option<Money>,
    pub(super) amount: Money,
    pub(super) closing: Option<Money>,
}

/// A place where figures do not fit each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChainBreak {
    /// The month does not open with the closing balance of the previous one.
    Before,
    /// This row does not begin with the balance after the previous one.
    ///
    /// Past the last row, the month does not close with the balance after it.
    Chain(usize),
    /// The balance after this row is not the balance before it plus its amount.
    Sum(usize),
    /// The payments do not add up to the total.
    Paid,
    /// The charges do not add up to the total.
    Charged,
    /// The totals of the month do not add up.
    Totals,
    /// The month does not close with the opening balance of the next one.
    After,
}

/// A row whose missing balances are computed from the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComputedRow {
    /// The balance after the previous row, or at the beginning of the month.
    pub(super) left: Money,
    pub(super) opening: Money,
    /// The balance before plus the amount.
    pub(super) sum: Money,
    pub(super) closing: Money,
}

impl MonthFigures {
    /// Creates the figures of a statement between the balances beside it.
    pub(super) fn of(
        statement: &MonthStatement,
        marks: MonthMarks,
        before: Option<Money>,
        after: Option<Money>,
    ) -> Self {
        let rows =
            statement.transactions.iter().enumerate().map(|(position, entry)| Row::of(position, entry));
        Self { before, totals: statement.totals, rows: rows.collect(), after, marks }
    }

    /// Returns every break of the month.
    pub(super) fn breaks(&self) -> Vec<ChainBreak> {
        let totals = &self.totals;
        let is_apart = |other: Option<Money>, own| other.is_some_and(|other| self.differ(other, own, BESIDE));
        let mut breaks = Vec::new();
        breaks.extend(is_apart(self.before, totals.opening_balance).then_some(ChainBreak::Before));
        breaks.extend(self.row_breaks());
        if !self.marks.is_derived {
            breaks.extend(self.total_breaks());
            breaks.extend((!totals.adds_up()).then_some(ChainBreak::Totals));
        }
        breaks.extend(is_apart(self.after, totals.closing_balance).then_some(ChainBreak::After));
        breaks
    }

    /// Returns the breaks between the balances and the amounts.
    fn row_breaks(&self) -> Vec<ChainBreak> {
        let mut breaks = Vec::new();
        // The number of shown figures that a computed balance is made of.
        let (mut left, mut figures) = (self.totals.opening_balance, 1);
        for (i, row) in self.rows.iter().enumerate() {
            let ComputedRow { opening, sum, closing, .. } = row.computed(left);
            breaks.extend(self.differ(opening, left, figures + 1).then_some(ChainBreak::Chain(i)));
            figures = if row.opening.is_some() { 2 } else { figures + 1 };
            breaks.extend(self.differ(closing, sum, figures + 1).then_some(ChainBreak::Sum(i)));
            figures = if row.closing.is_some() { 1 } else { figures };
            left = closing;
        }
        let end = self.differ(left, self.totals.closing_balance, figures + 1);
        breaks.extend(end.then_some(ChainBreak::Chain(self.rows.len())));
        breaks
    }

    /// Returns true if two values differ by more than the cut kopecks of this number of figures.
    fn differ(&self, one: Money, other: Money, figures: i128) -> bool {
        one != other && !(self.marks.is_inexact && (one - other).abs().kopecks() <= figures)
    }

    /// Returns true if the month has differences that cut kopecks explain.
    pub(super) fn differs_by_kopecks(&self) -> bool {
        let exact = || Self { marks: MonthMarks { is_inexact: false, ..self.marks }, ..self.clone() };
        self.marks.is_inexact && exact().breaks().len() > self.breaks().len()
    }

    /// Returns every row with its balances.
    pub(super) fn computed(&self) -> Vec<ComputedRow> {
        let mut left = self.totals.opening_balance;
        let compute = |row: &Row| {
            let row = row.computed(left);
            left = row.closing;
            row
        };
        self.rows.iter().map(compute).collect()
    }

    /// Returns the sum of the payments.
    pub(super) fn paid(&self) -> Money {
        self.turnover().paid
    }

    /// Returns the sum of the charges.
    pub(super) fn charged(&self) -> Money {
        self.turnover().charged
    }

    fn turnover(&self) -> Turnover {
        Turnover::of_amounts(self.rows.iter().map(|row| row.amount))
    }

    /// Returns the breaks between the totals and the sums of the transactions.
    ///
    /// A portal that subtracts a returned payment from the payments, rather than adding it to the
    /// charges, shows both totals too low by it. An equal gap that no transactions make is a break.
    fn total_breaks(&self) -> impl Iterator<Item = ChainBreak> {
        let (paid, charged) = (self.totals.paid - self.paid(), self.totals.charged - self.charged());
        let is_netted = paid == charged && is_sum_of_few(-paid, self.rows.iter().map(|row| row.amount));
        let broken = |apart: Money| apart != Money::ZERO && !is_netted;
        let breaks =
            [broken(paid).then_some(ChainBreak::Paid), broken(charged).then_some(ChainBreak::Charged)];
        breaks.into_iter().flatten()
    }
}

/// The number of figures in two balances that are the same.
const BESIDE: i128 = 2;

/// The most transactions of a month that a portal is assumed to have netted.
const MAX_NETTED: usize = 3;

/// Returns true if a few charges, or a few payments, add up to this positive sum.
fn is_sum_of_few(sum: Money, amounts: impl Iterator<Item = Money>) -> bool {
    let (charges, payments): (Vec<Money>, Vec<Money>) = amounts.partition(|amount| amount.is_negative());
    sum > Money::ZERO && [charges, payments].iter().any(|of_sign| reach(sum, of_sign, MAX_NETTED))
}

fn reach(sum: Money, amounts: &[Money], most: usize) -> bool {
    sum == Money::ZERO
        || (most > 0
            && amounts.iter().enumerate().any(|(place, amount)| {
                let left = sum - amount.abs();
                let others = amounts.get(place + 1..).unwrap_or_default();
                *amount != Money::ZERO && !left.is_negative() && reach(left, others, most - 1)
            }))
}

impl Row {
    fn of(position: usize, entry: &Transaction) -> Self {
        Self { position, opening: entry.balance_before, amount: entry.amount, closing: entry.balance_after }
    }

    fn computed(&self, left: Money) -> ComputedRow {
        let opening = self.opening.unwrap_or(left);
        let sum = opening + self.amount;
        ComputedRow { left, opening, sum, closing: self.closing.unwrap_or(sum) }
    }
}
