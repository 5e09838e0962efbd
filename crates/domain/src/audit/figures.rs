use crate::{Entry, Money, MonthStatement, MonthTotals};

/// The figures of one month, between those of the months beside it.
#[derive(Debug, Clone)]
pub(super) struct Figures {
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
pub(super) enum Break {
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
pub(super) struct Reckoned {
    /// What the row before it, or the month's beginning, left.
    pub(super) left: Money,
    pub(super) opening: Money,
    pub(super) sum: Money,
    pub(super) closing: Money,
}

impl Figures {
    pub(super) fn of(statement: &MonthStatement, before: Option<Money>, after: Option<Money>) -> Self {
        let rows = statement.entries.iter().enumerate().map(|(position, entry)| Row::of(position, entry));
        Self { before, totals: statement.totals, rows: rows.collect(), after }
    }

    pub(super) fn breaks(&self) -> Vec<Break> {
        let mut breaks = Vec::new();
        let totals = &self.totals;
        if self.before.is_some_and(|before| before != totals.opening) {
            breaks.push(Break::Before);
        }
        let mut left = totals.opening;
        for (i, row) in self.rows.iter().enumerate() {
            let row = row.reckoned(left);
            breaks.extend((row.opening != left).then_some(Break::Chain(i)));
            breaks.extend((row.closing != row.sum).then_some(Break::Sum(i)));
            left = row.closing;
        }
        breaks.extend((left != totals.closing).then_some(Break::Chain(self.rows.len())));
        breaks.extend(self.sums_apart());
        let line = totals.opening + totals.paid - totals.charged;
        breaks.extend((line != totals.closing).then_some(Break::Line));
        breaks.extend(self.after.is_some_and(|after| after != totals.closing).then_some(Break::After));
        breaks
    }

    /// Every row with its balances.
    pub(super) fn reckoned(&self) -> Vec<Reckoned> {
        let mut left = self.totals.opening;
        let reckon = |row: &Row| {
            let row = row.reckoned(left);
            left = row.closing;
            row
        };
        self.rows.iter().map(reckon).collect()
    }

    pub(super) fn paid(&self) -> Money {
        self.rows.iter().map(|row| row.amount).filter(|amount| !amount.is_negative()).sum()
    }

    pub(super) fn charged(&self) -> Money {
        -self.rows.iter().map(|row| row.amount).filter(|amount| amount.is_negative()).sum::<Money>()
    }

    /// A cabinet that takes a returned payment off what was paid, rather than adding it to what
    /// was charged, does not contradict itself.
    fn sums_apart(&self) -> impl Iterator<Item = Break> {
        let (paid, charged) = (self.totals.paid - self.paid(), self.totals.charged - self.charged());
        let broken = |apart: Money| paid != charged && apart != Money::ZERO;
        let breaks = [broken(paid).then_some(Break::Paid), broken(charged).then_some(Break::Charged)];
        breaks.into_iter().flatten()
    }
}

impl Row {
    fn of(position: usize, entry: &Entry) -> Self {
        Self { position, opening: entry.opening, amount: entry.amount, closing: entry.closing }
    }

    fn reckoned(&self, left: Money) -> Reckoned {
        let opening = self.opening.unwrap_or(left);
        let sum = opening + self.amount;
        Reckoned { left, opening, sum, closing: self.closing.unwrap_or(sum) }
    }
}
