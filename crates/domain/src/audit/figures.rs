use crate::balance_check::Turnover;
use crate::{Money, MonthStatement, MonthTotals, Transaction};

/// The figures of one month, between those of the months beside it.
#[derive(Debug, Clone)]
pub(super) struct MonthFigures {
    pub(super) before: Option<Money>,
    pub(super) totals: MonthTotals,
    pub(super) rows: Vec<Row>,
    pub(super) after: Option<Money>,
}

/// The figures of one operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Where it stands in the statement, whatever is tried with it here.
    pub(super) position: usize,
    pub(super) opening: Option<Money>,
    pub(super) amount: Money,
    pub(super) closing: Option<Money>,
}

/// Where figures do not fit each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChainBreak {
    /// The month does not open with what the one before it closed with.
    Before,
    /// This row does not begin with what was left before it; past the last, the month does not
    /// close with what the last one left.
    Chain(usize),
    /// This row does not leave what its sum makes.
    Sum(usize),
    /// The payments do not make what was paid.
    Paid,
    /// The charges do not make what was charged.
    Charged,
    /// The month's own line does not add up.
    Line,
    /// The month does not close with what the next one opens with.
    After,
}

/// A row with the balances that are not shown reckoned from the others.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComputedRow {
    /// What the row before it, or the month's beginning, left.
    pub(super) left: Money,
    pub(super) opening: Money,
    pub(super) sum: Money,
    pub(super) closing: Money,
}

impl MonthFigures {
    pub(super) fn of(statement: &MonthStatement, before: Option<Money>, after: Option<Money>) -> Self {
        let rows =
            statement.transactions.iter().enumerate().map(|(position, entry)| Row::of(position, entry));
        Self { before, totals: statement.totals, rows: rows.collect(), after }
    }

    pub(super) fn breaks(&self) -> Vec<ChainBreak> {
        let mut breaks = Vec::new();
        let totals = &self.totals;
        if self.before.is_some_and(|before| before != totals.opening_balance) {
            breaks.push(ChainBreak::Before);
        }
        let mut left = totals.opening_balance;
        for (i, row) in self.rows.iter().enumerate() {
            let row = row.reckoned(left);
            breaks.extend((row.opening != left).then_some(ChainBreak::Chain(i)));
            breaks.extend((row.closing != row.sum).then_some(ChainBreak::Sum(i)));
            left = row.closing;
        }
        breaks.extend((left != totals.closing_balance).then_some(ChainBreak::Chain(self.rows.len())));
        breaks.extend(self.sums_apart());
        breaks.extend((!totals.adds_up()).then_some(ChainBreak::Line));
        breaks.extend(
            self.after.is_some_and(|after| after != totals.closing_balance).then_some(ChainBreak::After),
        );
        breaks
    }

    /// Every row with its balances.
    pub(super) fn reckoned(&self) -> Vec<ComputedRow> {
        let mut left = self.totals.opening_balance;
        let reckon = |row: &Row| {
            let row = row.reckoned(left);
            left = row.closing;
            row
        };
        self.rows.iter().map(reckon).collect()
    }

    pub(super) fn paid(&self) -> Money {
        self.turnover().paid
    }

    pub(super) fn charged(&self) -> Money {
        self.turnover().charged
    }

    fn turnover(&self) -> Turnover {
        Turnover::of_amounts(self.rows.iter().map(|row| row.amount))
    }

    /// A portal that takes a returned payment off the payments, rather than adding it to the
    /// charges, shows both sums too low by it. An equal gap that no operations make is a break.
    fn sums_apart(&self) -> impl Iterator<Item = ChainBreak> {
        let (paid, charged) = (self.totals.paid - self.paid(), self.totals.charged - self.charged());
        let is_netted = paid == charged && is_sum_of_few(-paid, self.rows.iter().map(|row| row.amount));
        let broken = |apart: Money| apart != Money::ZERO && !is_netted;
        let breaks =
            [broken(paid).then_some(ChainBreak::Paid), broken(charged).then_some(ChainBreak::Charged)];
        breaks.into_iter().flatten()
    }
}

/// The most operations in a month that a portal is taken to have netted.
const MOST_NETTED: usize = 3;

/// Returns true if a few charges, or a few payments, come to this positive sum.
fn is_sum_of_few(sum: Money, amounts: impl Iterator<Item = Money>) -> bool {
    let (charges, payments): (Vec<Money>, Vec<Money>) = amounts.partition(|amount| amount.is_negative());
    sum > Money::ZERO && [charges, payments].iter().any(|of_sign| reach(sum, of_sign, MOST_NETTED))
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

    fn reckoned(&self, left: Money) -> ComputedRow {
        let opening = self.opening.unwrap_or(left);
        let sum = opening + self.amount;
        ComputedRow { left, opening, sum, closing: self.closing.unwrap_or(sum) }
    }
}
