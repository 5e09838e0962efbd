//! Single changes that make a ledger contradict itself.

use chrono::{Datelike, Days, Months};
use kabinet_domain::{Money, Month, MonthStatement, Transaction};

use crate::support::{SeededRng, kopecks};

/// A change of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corruption {
    pub kind: CorruptionKind,
    pub month: Month,
    /// The present position of the changed row; `None` if the totals or the month were changed.
    pub position: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CorruptionKind {
    RowOpening,
    Amount,
    AmountSign,
    AmountToZero,
    RowClosing,
    /// The amount and the balance after it have the same fault.
    AmountAndClosing,
    DateOutside,
    DateOutOfOrder,
    RowTwice,
    RowGone,
    MonthOpening,
    Paid,
    Charged,
    MonthClosing,
    MonthGone,
}

pub const EVERY: [CorruptionKind; 15] = [
    CorruptionKind::RowOpening,
    CorruptionKind::Amount,
    CorruptionKind::AmountSign,
    CorruptionKind::AmountToZero,
    CorruptionKind::RowClosing,
    CorruptionKind::AmountAndClosing,
    CorruptionKind::DateOutside,
    CorruptionKind::DateOutOfOrder,
    CorruptionKind::RowTwice,
    CorruptionKind::RowGone,
    CorruptionKind::MonthOpening,
    CorruptionKind::Paid,
    CorruptionKind::Charged,
    CorruptionKind::MonthClosing,
    CorruptionKind::MonthGone,
];

/// Makes one change at a random place of the ledger.
///
/// The change can be seen: a removed month had moved the balance, and stood between two others.
pub fn corrupt(ledger: &mut Vec<MonthStatement>, kind: CorruptionKind, rng: &mut SeededRng) -> Corruption {
    loop {
        let place = rng.below(ledger.len());
        let month = ledger[place].totals.month;
        if kind == CorruptionKind::MonthGone {
            let moved = ledger[place].totals.opening_balance != ledger[place].totals.closing_balance;
            if !moved || place == 0 || place + 1 == ledger.len() {
                continue;
            }
            ledger.remove(place);
            return Corruption { kind, month: month.next(), position: None };
        }
        if let Some(position) = change(&mut ledger[place], kind, rng) {
            return Corruption { kind, month, position };
        }
    }
}

/// Changes a month; returns the position of the change, or `None` if the month is too short.
fn change(
    statement: &mut MonthStatement,
    kind: CorruptionKind,
    rng: &mut SeededRng,
) -> Option<Option<usize>> {
    let wrong = |right: Money, rng: &mut SeededRng| match rng.below(3) {
        0 => right + kopecks(rng.kopecks(1, 9)),
        1 => right - kopecks(rng.kopecks(100, 2_000_00)),
        _ => right + kopecks(1_000_00),
    };
    let totals = &mut statement.totals;
    match kind {
        CorruptionKind::MonthOpening => totals.opening_balance = wrong(totals.opening_balance, rng),
        CorruptionKind::Paid => totals.paid = wrong(totals.paid, rng),
        CorruptionKind::Charged => totals.charged = wrong(totals.charged, rng),
        CorruptionKind::MonthClosing => totals.closing_balance = wrong(totals.closing_balance, rng),
        CorruptionKind::RowOpening
        | CorruptionKind::Amount
        | CorruptionKind::AmountSign
        | CorruptionKind::AmountToZero
        | CorruptionKind::RowClosing
        | CorruptionKind::AmountAndClosing
        | CorruptionKind::DateOutside
        | CorruptionKind::DateOutOfOrder
        | CorruptionKind::RowTwice
        | CorruptionKind::RowGone
        | CorruptionKind::MonthGone => return change_row(&mut statement.transactions, kind, rng).map(Some),
    }
    Some(None)
}

fn change_row(entries: &mut Vec<Transaction>, kind: CorruptionKind, rng: &mut SeededRng) -> Option<usize> {
    if entries.is_empty() {
        return None;
    }
    let position = rng.below(entries.len());
    let row = &mut entries[position];
    let off = kopecks(rng.kopecks(1, 3_000_00));
    match kind {
        CorruptionKind::RowOpening => row.balance_before = row.balance_before.map(|it| it + off),
        CorruptionKind::RowClosing => row.balance_after = row.balance_after.map(|it| it - off),
        CorruptionKind::Amount => {
            row.amount = if row.amount.is_negative() { row.amount - off } else { row.amount + off }
        }
        CorruptionKind::AmountSign => row.amount = -row.amount,
        CorruptionKind::AmountToZero => row.amount = Money::ZERO,
        CorruptionKind::AmountAndClosing => {
            let off = if row.amount.is_negative() { -off } else { off };
            row.amount = row.amount + off;
            row.balance_after = row.balance_after.map(|it| it + off);
        }
        CorruptionKind::DateOutside => row.date = elsewhere(row, rng),
        CorruptionKind::DateOutOfOrder => return out_of_order(entries, position),
        CorruptionKind::RowTwice => {
            let duplicate = row.clone();
            entries.insert(position + 1, duplicate);
            return Some(position + 1);
        }
        CorruptionKind::RowGone => _ = entries.remove(position),
        CorruptionKind::MonthOpening
        | CorruptionKind::Paid
        | CorruptionKind::Charged
        | CorruptionKind::MonthClosing
        | CorruptionKind::MonthGone => {
            return None;
        }
    }
    sort_by_day(entries, position)
}

/// Sorts the rows by day, as a reader of the page would, and returns the new position of a row.
fn sort_by_day(entries: &mut [Transaction], position: usize) -> Option<usize> {
    let changed = entries.get(position).cloned();
    entries.sort_by_key(|entry| entry.date);
    Some(changed.and_then(|row| entries.iter().position(|it| *it == row)).unwrap_or_default())
}

fn elsewhere(row: &Transaction, rng: &mut SeededRng) -> chrono::NaiveDate {
    let months = Months::new(u32::try_from(1 + rng.below(14)).unwrap());
    match rng.below(2) {
        0 => row.date.checked_sub_months(months).unwrap(),
        _ => row.date.checked_add_months(months).unwrap(),
    }
}

/// Moves a row to the first day of the month, before a row that stood before it.
fn out_of_order(entries: &mut [Transaction], position: usize) -> Option<usize> {
    let row = &entries[position];
    let stood_before = entries.iter().any(|it| it.date < row.date && it.date.day() > 1);
    if !stood_before || entries.len() < 3 {
        return None;
    }
    let row = &mut entries[position];
    row.date = row.date - Days::new(u64::from(row.date.day() - 1));
    sort_by_day(entries, position)
}
