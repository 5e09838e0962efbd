//! Months and balances derived from a flat list of transactions and the current balance.
//!
//! The walk goes from the current balance back to the oldest transaction. Balances that the list shows
//! are taken as they are; a difference that no transaction explains is kept apart and never spread over
//! the transactions.

use chrono::{Datelike, NaiveDate, NaiveTime};
use kabinet_domain::{Money, Month, MonthStatement, MonthTotals, Transaction, oldest_first};

use crate::error::{Missing, Problem};
use crate::statement::columns::TransactionColumns;

#[cfg(test)]
mod tests;

/// A list of transactions over all its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlatList {
    /// The transactions in the order of the pages.
    pub transactions: Vec<Transaction>,
    /// True if the amounts have their signs.
    pub is_signed: bool,
    /// The first day that the list covers; `None` if it covers the whole history.
    pub covers_from: Option<NaiveDate>,
}

/// A statement whose months the site does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedStatement {
    /// The months without a gap, oldest first.
    pub months: Vec<MonthStatement>,
    /// Differences that no transaction explains, oldest first.
    pub unexplained: Vec<Unexplained>,
    /// True if the lists begin within a month, which is left out.
    pub is_cut_off: bool,
}

/// A change of the balance that no transaction explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unexplained {
    /// The day of the transaction after which the balance differs.
    pub date: NaiveDate,
    /// The change beyond the transactions; negative if money is missing.
    pub difference: Money,
}

impl DerivedStatement {
    /// Returns true if the site rounds its figures.
    ///
    /// Every unexplained difference is then of at most a few kopecks.
    pub fn is_inexact(&self) -> bool {
        const LARGEST_ROUNDING_KOPECKS: i128 = 3;
        let is_rounding = |it: &Unexplained| it.difference.abs().kopecks() <= LARGEST_ROUNDING_KOPECKS;
        !self.unexplained.is_empty() && self.unexplained.iter().all(is_rounding)
    }
}

/// Derives months and balances from lists that together hold every transaction.
///
/// Months are calendar months of the transactions' dates, from the first that all the lists cover
/// completely to the month of `today` or of the newest transaction. An oldest transaction whose sign
/// nothing tells is left out with its month.
///
/// # Errors
/// An amount whose sign nothing tells.
pub fn derive_months(
    lists: &[FlatList],
    current_balance: Money,
    today: NaiveDate,
    columns: &TransactionColumns,
) -> Result<DerivedStatement, Vec<Missing>> {
    let by_after = walk(lists, current_balance, columns);
    if lists.iter().all(shows_one_balance) {
        // A single column of balances may be the one before, whatever it is called.
        let by_before =
            walk(&lists.iter().map(with_balance_before).collect::<Vec<_>>(), current_balance, columns);
        if gaps(&by_before) < gaps(&by_after) {
            return by_before.map(|walk| walk.into_statement(lists, current_balance, today));
        }
    }
    by_after.map(|walk| walk.into_statement(lists, current_balance, today))
}

/// Walks back from the current balance over every transaction.
fn walk(lists: &[FlatList], balance: Money, columns: &TransactionColumns) -> Result<Walk, Vec<Missing>> {
    let mut walk = Walk { balance, steps: Vec::new(), unexplained: Vec::new(), unsigned: None };
    let mut left = merged(lists);
    while !left.is_empty() {
        walk.step(&mut left, columns)?;
    }
    walk.steps.reverse();
    walk.unexplained.reverse();
    Ok(walk)
}

/// Returns the number of differences; a walk that did not reach its end has the most.
fn gaps(walk: &Result<Walk, Vec<Missing>>) -> usize {
    walk.as_ref().map_or(usize::MAX, |walk| walk.unexplained.len())
}

fn shows_one_balance(list: &FlatList) -> bool {
    list.transactions.iter().all(|it| it.balance_before.is_none() && it.balance_after.is_some())
}

fn with_balance_before(list: &FlatList) -> FlatList {
    let mut list = list.clone();
    list.transactions.iter_mut().for_each(|it| it.balance_before = it.balance_after.take());
    list
}

/// A transaction of a list, with whether its amount has its sign.
#[derive(Debug, Clone)]
struct Listed {
    transaction: Transaction,
    is_signed: bool,
}

/// Merges lists by time, oldest first; transactions of one moment stay in the order of their list.
fn merged(lists: &[FlatList]) -> Vec<Listed> {
    let listed = |list: &FlatList| {
        let is_signed = list.is_signed;
        let ordered = oldest_first(list.transactions.clone()).into_iter();
        ordered.map(move |transaction| Listed { transaction, is_signed }).collect::<Vec<_>>()
    };
    let mut all: Vec<Listed> = lists.iter().flat_map(listed).collect();
    all.sort_by_key(|it| moment(&it.transaction));
    all
}

fn moment(transaction: &Transaction) -> (NaiveDate, Option<NaiveTime>) {
    (transaction.date, transaction.time)
}

/// A walk back from the current balance.
struct Walk {
    /// The balance before the transactions walked so far.
    balance: Money,
    /// The transactions with the balances before them, newest first.
    steps: Vec<Step>,
    unexplained: Vec<Unexplained>,
    /// The day of the oldest transaction if its sign is unknown.
    unsigned: Option<NaiveDate>,
}

/// A transaction with its derived balance before.
struct Step {
    transaction: Transaction,
    before: Money,
}

impl Walk {
    /// Takes the newest transaction, of one moment the one that leads to the present balance.
    fn step(&mut self, left: &mut Vec<Listed>, columns: &TransactionColumns) -> Result<(), Vec<Missing>> {
        let Some(newest) = left.last().map(|it| moment(&it.transaction)) else { return Ok(()) };
        let of_moment =
            || left.iter().enumerate().rev().take_while(|(_, it)| moment(&it.transaction) == newest);
        let leads_here = |it: &Listed| after_of(it) == Some(self.balance);
        let at = of_moment().find(|(_, it)| leads_here(it)).map_or(left.len() - 1, |(at, _)| at);
        let listed = left.remove(at);
        let after =
            listed.transaction.balance_after.unwrap_or_else(|| after_of(&listed).unwrap_or(self.balance));
        let Some(amount) = signed(&listed, after, left) else {
            self.unsigned = Some(listed.transaction.date);
            return if left.is_empty() { Ok(()) } else { Err(unsigned(&listed, columns)) };
        };
        let before = listed.transaction.balance_before.unwrap_or(after - amount);
        self.note(listed.transaction.date, self.balance - (before + amount));
        self.balance = before;
        let transaction = Transaction { amount, ..listed.transaction };
        self.steps.push(Step { transaction, before });
        Ok(())
    }

    fn note(&mut self, date: NaiveDate, difference: Money) {
        if difference != Money::ZERO {
            self.unexplained.push(Unexplained { date, difference });
        }
    }

    fn into_statement(
        self,
        lists: &[FlatList],
        current_balance: Money,
        today: NaiveDate,
    ) -> DerivedStatement {
        let after = self.unsigned.and_then(|date| date.succ_opt());
        let from = lists.iter().filter_map(|list| list.covers_from).chain(after).max();
        let first = self.steps.first().map_or(today, |step| step.transaction.date);
        let last = self.steps.last().map_or(today, |step| step.transaction.date).max(today);
        let oldest = first_complete(Month::of(self.unsigned.unwrap_or(first)), from);
        let newest = Month::of(last);
        let months = std::iter::successors(Some(oldest), |month| Some(month.next()));
        let months = months.take_while(|month| *month <= newest);
        let unexplained = self.unexplained.iter().copied();
        DerivedStatement {
            months: months.map(|month| self.month(month, current_balance)).collect(),
            unexplained: unexplained.filter(|it| Month::of(it.date) >= oldest).collect(),
            is_cut_off: from.is_some(),
        }
    }

    fn month(&self, month: Month, current_balance: Money) -> MonthStatement {
        let balance_at = |day: NaiveDate| {
            let next = self.steps.iter().find(|step| step.transaction.date >= day);
            next.map_or(current_balance, |step| step.before)
        };
        let own = self.steps.iter().map(|step| &step.transaction).filter(|it| month.contains(it.date));
        let transactions: Vec<Transaction> = own.cloned().collect();
        let totals = MonthTotals::of(month, balance_at(month.first_day()), &transactions);
        let closing_balance = balance_at(month.next().first_day());
        MonthStatement { totals: MonthTotals { closing_balance, ..totals }, transactions }
    }
}

/// Returns the first month that a list covers from its first day on.
fn first_complete(oldest: Month, from: Option<NaiveDate>) -> Month {
    let Some(from) = from else { return oldest };
    let covered = if from.day() == 1 { Month::of(from) } else { Month::of(from).next() };
    covered.max(oldest)
}

/// Returns the balance after a transaction as far as the list shows it or its balance before.
fn after_of(listed: &Listed) -> Option<Money> {
    let Transaction { balance_before, amount, balance_after, .. } = &listed.transaction;
    balance_after.or_else(|| balance_before.filter(|_| listed.is_signed).map(|before| before + *amount))
}

/// Returns the amount with its sign; where it has none, the balances around it tell.
fn signed(listed: &Listed, after: Money, older: &[Listed]) -> Option<Money> {
    let amount = listed.transaction.amount;
    if listed.is_signed {
        return Some(amount);
    }
    let leads = |signed: &Money| match listed.transaction.balance_before {
        Some(before) => before + *signed == after,
        None => older.iter().rev().take(NEAREST).any(|it| after_of(it) == Some(after - *signed)),
    };
    let mut leading = [amount, -amount].into_iter().filter(leads);
    leading.next().filter(|_| leading.next().is_none() || amount == Money::ZERO)
}

/// The number of older transactions of which one may be the next before another.
const NEAREST: usize = 3;

fn unsigned(listed: &Listed, columns: &TransactionColumns) -> Vec<Missing> {
    let amount = listed.transaction.amount;
    let problem = Problem::Ambiguous(vec![amount.to_string(), (-amount).to_string()]);
    vec![Missing { label: columns.amount.single.name.clone(), problem }]
}
