use chrono::{Datelike, Days, Months};
use kabinet_domain::{Money, Month, MonthStatement, Transaction};

use crate::ledger::{Dice, kopecks};

/// What was done to a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corruption {
    pub what: What,
    pub month: Month,
    /// The row that was changed, where it stands now.
    pub position: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    RowOpening,
    Amount,
    AmountSign,
    AmountToZero,
    RowClosing,
    /// The sum and the balance after it, read with the same fault.
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

pub const EVERY: [What; 15] = [
    What::RowOpening,
    What::Amount,
    What::AmountSign,
    What::AmountToZero,
    What::RowClosing,
    What::AmountAndClosing,
    What::DateOutside,
    What::DateOutOfOrder,
    What::RowTwice,
    What::RowGone,
    What::MonthOpening,
    What::Paid,
    What::Charged,
    What::MonthClosing,
    What::MonthGone,
];

/// Changes one thing in the ledger, at a place that chance names. What nobody could see is not
/// tried: a month that is gone is one that moved the balance, and stood between two others.
pub fn corrupt(ledger: &mut Vec<MonthStatement>, what: What, dice: &mut Dice) -> Corruption {
    loop {
        let place = dice.below(ledger.len());
        let month = ledger[place].totals.month;
        if what == What::MonthGone {
            let moved = ledger[place].totals.opening_balance != ledger[place].totals.closing_balance;
            if !moved || place == 0 || place + 1 == ledger.len() {
                continue;
            }
            ledger.remove(place);
            return Corruption { what, month: month.next(), position: None };
        }
        if let Some(position) = change(&mut ledger[place], what, dice) {
            return Corruption { what, month, position };
        }
    }
}

/// Where it was done, or `None` if this month has no room for it.
fn change(statement: &mut MonthStatement, what: What, dice: &mut Dice) -> Option<Option<usize>> {
    let wrong = |right: Money, dice: &mut Dice| match dice.below(3) {
        0 => right + kopecks(dice.kopecks(1, 9)),
        1 => right - kopecks(dice.kopecks(100, 2_000_00)),
        _ => right + kopecks(1_000_00),
    };
    let totals = &mut statement.totals;
    match what {
        What::MonthOpening => totals.opening_balance = wrong(totals.opening_balance, dice),
        What::Paid => totals.paid = wrong(totals.paid, dice),
        What::Charged => totals.charged = wrong(totals.charged, dice),
        What::MonthClosing => totals.closing_balance = wrong(totals.closing_balance, dice),
        What::RowOpening
        | What::Amount
        | What::AmountSign
        | What::AmountToZero
        | What::RowClosing
        | What::AmountAndClosing
        | What::DateOutside
        | What::DateOutOfOrder
        | What::RowTwice
        | What::RowGone
        | What::MonthGone => return change_row(&mut statement.transactions, what, dice).map(Some),
    }
    Some(None)
}

fn change_row(entries: &mut Vec<Transaction>, what: What, dice: &mut Dice) -> Option<usize> {
    if entries.is_empty() {
        return None;
    }
    let position = dice.below(entries.len());
    let row = &mut entries[position];
    let off = kopecks(dice.kopecks(1, 3_000_00));
    match what {
        What::RowOpening => row.balance_before = row.balance_before.map(|it| it + off),
        What::RowClosing => row.balance_after = row.balance_after.map(|it| it - off),
        What::Amount => {
            row.amount = if row.amount.is_negative() { row.amount - off } else { row.amount + off }
        }
        What::AmountSign => row.amount = -row.amount,
        What::AmountToZero => row.amount = Money::ZERO,
        What::AmountAndClosing => {
            let off = if row.amount.is_negative() { -off } else { off };
            row.amount = row.amount + off;
            row.balance_after = row.balance_after.map(|it| it + off);
        }
        What::DateOutside => row.date = elsewhere(row, dice),
        What::DateOutOfOrder => return out_of_order(entries, position),
        What::RowTwice => {
            let twin = row.clone();
            entries.insert(position + 1, twin);
            return Some(position + 1);
        }
        What::RowGone => _ = entries.remove(position),
        What::MonthOpening | What::Paid | What::Charged | What::MonthClosing | What::MonthGone => {
            return None;
        }
    }
    settled(entries, position)
}

/// The rows in the order of their days, as a reader of the page would have them, and where that one
/// is then.
fn settled(entries: &mut [Transaction], position: usize) -> Option<usize> {
    let changed = entries.get(position).cloned();
    entries.sort_by_key(|entry| entry.date);
    Some(changed.and_then(|row| entries.iter().position(|it| *it == row)).unwrap_or_default())
}

fn elsewhere(row: &Transaction, dice: &mut Dice) -> chrono::NaiveDate {
    let months = Months::new(u32::try_from(1 + dice.below(14)).unwrap());
    match dice.below(2) {
        0 => row.date.checked_sub_months(months).unwrap(),
        _ => row.date.checked_add_months(months).unwrap(),
    }
}

/// On the first of the month, before a row that stood before it.
fn out_of_order(entries: &mut [Transaction], position: usize) -> Option<usize> {
    let row = &entries[position];
    let stood_before = entries.iter().any(|it| it.date < row.date && it.date.day() > 1);
    if !stood_before || entries.len() < 3 {
        return None;
    }
    let row = &mut entries[position];
    row.date = row.date - Days::new(u64::from(row.date.day() - 1));
    settled(entries, position)
}
