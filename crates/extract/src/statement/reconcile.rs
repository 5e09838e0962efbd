//! Acceptance of a month: the only place that takes transactions for a month's or refuses them.
//!
//! 1. Of several tables the visible ones of the month count, and of these the ones that fit its totals
//!    or lead from one to the next ([`combine_tables`]); pages of one month may overlap
//!    ([`combine_pages`]).
//! 2. Transactions of other months or services and repeated rows are left out where the month adds up
//!    without them; balances that are not shown are inferred where they leave no doubt.
//! 3. The month is refused if balances stay unproven, if skipped rows may belong to it, if transactions
//!    are missing, or if its columns were taken for each other ([`reconcile`]). Amounts that the site
//!    itself contradicts stay as shown.

use chrono::Days;
use kabinet_domain::balance_check::{Turnover, is_chain};
use kabinet_domain::{Money, MonthTotals, Transaction, oldest_first};

use crate::effort::spend;
use crate::error::{Missing, Problem};
use crate::navigation::pagination::without_overlaps;
use crate::statement::candidate::{CandidateTables, Candidates};
use crate::statement::column_check::{doubtful_in_months, doubtful_in_transactions};
use crate::statement::columns::{MonthColumns, TransactionColumns};
use crate::table::Column;

#[cfg(test)]
mod tests;

impl Candidates {
    /// Returns true if the transactions lead from the opening to the closing balance of the month.
    ///
    /// Payments and charges must also add up to the month's totals.
    pub fn reconcile_with(&self, totals: &MonthTotals) -> bool {
        self.missing_balances.is_empty() && reconciles(&self.transactions, totals)
    }

    /// Returns true if the amounts add up to the month's totals.
    pub fn match_totals(&self, totals: &MonthTotals) -> bool {
        self.missing_balances.is_empty() && matches_totals(&self.transactions, totals)
    }

    /// Leaves out transactions that the month does not need and infers balances that are not shown.
    #[must_use]
    pub fn narrowed(mut self, totals: &MonthTotals) -> Self {
        let own: Vec<Transaction> =
            self.transactions.iter().filter(|it| totals.month.contains(it.date)).cloned().collect();
        let of_internet: Vec<Transaction> =
            own.iter().filter(|it| !self.other_service.contains(it)).cloned().collect();
        if self.missing_balances.is_empty() {
            let selections = [own.clone(), without_repeated(&own), of_internet];
            let sound = selections.into_iter().find(|selection| reconciles(selection, totals));
            let fitting = sound.or_else(|| Some(own).filter(|own| matches_totals(own, totals)));
            let fitting = fitting.or_else(|| bordering(&self.transactions, totals));
            self.transactions = fitting.unwrap_or(self.transactions);
        } else if let Some(inferred) = [own, of_internet]
            .iter()
            .find_map(|selection| infer_balances(selection, totals))
            .or_else(|| bordering(&self.transactions, totals))
        {
            (self.transactions, self.missing_balances) = (inferred, Vec::new());
        }
        self
    }
}

/// Combines the tables of a page: visible ones, and those that fit the month's totals.
///
/// # Errors
/// The sums of the tables if no choice between them is better than another.
pub fn combine_tables(
    page: CandidateTables,
    totals: &MonthTotals,
    columns: &TransactionColumns,
) -> Result<Candidates, Vec<Missing>> {
    let CandidateTables { mut tables, other_service, skipped_rows, unread_rows, missing_balances, .. } = page;
    let is_own = |transaction: &Transaction| totals.month.contains(transaction.date);
    if tables.iter().any(|table| table.transactions.iter().any(is_own)) {
        tables.retain(|table| table.transactions.iter().any(is_own));
    }
    if tables.iter().any(|table| !table.hidden) {
        tables.retain(|table| !table.hidden);
    }
    let mut distinct: Vec<Vec<Transaction>> = Vec::new();
    for table in tables {
        spend(distinct.iter().map(Vec::len).sum());
        if !distinct.contains(&table.transactions) {
            distinct.push(table.transactions);
        }
    }
    let transactions = choose(&distinct, totals).ok_or_else(|| {
        let sums = distinct.iter().map(|table| table.iter().map(|it| it.amount).sum::<Money>());
        ambiguous(&columns.amount.single, sums)
    })?;
    Ok(Candidates { transactions, other_service, skipped_rows, unread_rows, missing_balances })
}

/// Combines the pages of a month, whose transactions may be repeated from one page to the next.
///
/// `rest` gives everything but the transactions.
pub fn combine_pages(pages: &[Vec<Transaction>], rest: &Candidates, totals: &MonthTotals) -> Candidates {
    let narrowed =
        |transactions: Vec<Transaction>| Candidates { transactions, ..rest.clone() }.narrowed(totals);
    let (all, once) = (narrowed(pages.concat()), narrowed(without_overlaps(pages)));
    let both = [&all, &once];
    let sound = both.iter().find(|it| it.reconcile_with(totals));
    let best = sound.or_else(|| both.iter().find(|it| it.match_totals(totals)));
    best.map_or_else(|| once.clone(), |best| (*best).clone())
}

/// Accepts the transactions of a month and returns them oldest first, or refuses them.
///
/// # Errors
/// The reasons why these cannot be the month's transactions.
pub fn reconcile(
    candidates: Candidates,
    totals: &MonthTotals,
    columns: &TransactionColumns,
) -> Result<Vec<Transaction>, Vec<Missing>> {
    let candidates = candidates.narrowed(totals);
    check_proven(&candidates, totals)?;
    check_own(&candidates.transactions, totals, &columns.date)?;
    let transactions = in_order(candidates.transactions, totals);
    check_complete(&transactions, totals, columns)?;
    check_columns(&transactions, Some(totals), columns)?;
    Ok(transactions)
}

/// Checks that every balance is shown or inferred and that no skipped row may belong to the month.
fn check_proven(candidates: &Candidates, totals: &MonthTotals) -> Result<(), Vec<Missing>> {
    if !candidates.missing_balances.is_empty() {
        let unread = candidates.unread_rows.first().map(|unread| vec![unread.clone()]);
        return Err(unread.unwrap_or_else(|| candidates.missing_balances.clone()));
    }
    if let Some(unread) = candidates.unread_rows.first()
        && !has_turnover_of(&candidates.transactions, totals)
    {
        return Err(vec![unread.clone()]);
    }
    match candidates.skipped_rows.first() {
        Some(skipped) if !candidates.match_totals(totals) => Err(vec![skipped.clone()]),
        Some(_) | None => Ok(()),
    }
}

/// Checks that there are transactions if the month had any and that all of them are of the month.
fn check_own(transactions: &[Transaction], totals: &MonthTotals, date: &Column) -> Result<(), Vec<Missing>> {
    if transactions.is_empty() && totals.has_turnover() {
        return Err(vec![Missing::not_found(&date.name)]);
    }
    let mut foreign = transactions.iter().filter(|transaction| !totals.month.contains(transaction.date));
    match foreign.next() {
        Some(foreign) if prove(transactions, totals).is_none() => {
            let problem = Problem::NotRead(foreign.date.to_string());
            Err(vec![Missing { label: date.name.clone(), problem }])
        }
        Some(_) | None => Ok(()),
    }
}

/// Checks that the first transactions of the month are not missing.
///
/// # Errors
/// The opening balance by the totals and the balance before the first transaction.
fn check_complete(
    transactions: &[Transaction],
    totals: &MonthTotals,
    columns: &TransactionColumns,
) -> Result<(), Vec<Missing>> {
    match missing_start(transactions, totals) {
        Some(balances) => Err(ambiguous(&columns.balance_before, balances.into_iter())),
        None => Ok(()),
    }
}

/// Checks that the columns of transactions were not taken for each other.
///
/// `totals` is given where these are all the transactions of the month.
///
/// # Errors
/// The columns in doubt.
pub fn check_columns(
    transactions: &[Transaction],
    totals: Option<&MonthTotals>,
    columns: &TransactionColumns,
) -> Result<(), Vec<Missing>> {
    let figures = [&columns.balance_before, &columns.amount.single, &columns.balance_after];
    check_positions(&doubtful_in_transactions(transactions, totals), &figures)
}

/// Checks that the columns of the list of months were not taken for each other.
///
/// # Errors
/// The columns in doubt.
pub fn check_month_columns(months: &[MonthTotals], columns: &MonthColumns) -> Result<(), Vec<Missing>> {
    let figures = [&columns.opening_balance, &columns.credits, &columns.debits, &columns.closing_balance];
    check_positions(&doubtful_in_months(months), &figures)
}

fn check_positions(doubtful: &[usize], columns: &[&Column]) -> Result<(), Vec<Missing>> {
    let columns: Vec<&Column> = doubtful.iter().filter_map(|at| columns.get(*at).copied()).collect();
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let doubt = |name: &String| Missing { label: name.clone(), problem: Problem::Ambiguous(names.clone()) };
    if names.is_empty() { Ok(()) } else { Err(names.iter().map(doubt).collect()) }
}

fn ambiguous(column: &Column, values: impl Iterator<Item = Money>) -> Vec<Missing> {
    let problem = Problem::Ambiguous(values.map(|value| value.to_string()).collect());
    vec![Missing { label: column.name.clone(), problem }]
}

/// Returns the tables as one, or the only one that fits the month.
fn choose(distinct: &[Vec<Transaction>], totals: &MonthTotals) -> Option<Vec<Transaction>> {
    let union = distinct.concat();
    let fits =
        |table: &[Transaction]| matches_totals(table, totals) || infer_balances(table, totals).is_some();
    if distinct.len() < 2 || fits(&union) || is_chain(&oldest_first(union.clone())) {
        return Some(union);
    }
    let mut fitting = distinct.iter().filter(|table| fits(table));
    fitting.next().filter(|_| fitting.next().is_none()).cloned()
}

/// Returns the transactions without repetitions that are equal in everything, balances included.
fn without_repeated(transactions: &[Transaction]) -> Vec<Transaction> {
    let mut once: Vec<Transaction> = Vec::new();
    for transaction in transactions {
        spend(once.len());
        if transaction.balance_before.is_none() || !once.contains(transaction) {
            once.push(transaction.clone());
        }
    }
    once
}

/// Infers the balances that are not shown and returns the transactions oldest first.
///
/// `None` if doubt remains. It does not if the balances after lead from the month's opening balance to
/// its closing balance, which also gives unsigned amounts their signs, or if without any balance
/// payments and charges add up to the month's totals.
pub fn infer_balances(transactions: &[Transaction], totals: &MonthTotals) -> Option<Vec<Transaction>> {
    let forwards = oldest_first(transactions.to_vec());
    let backwards = oldest_first(transactions.iter().rev().cloned().collect());
    if transactions.iter().all(|transaction| transaction.balance_after.is_none()) {
        return has_turnover_of(transactions, totals).then_some(forwards);
    }
    [forwards, backwards].into_iter().find_map(|ordered| continued(ordered, totals))
}

/// Returns true if payments, charges and the chain of balances agree with the month's totals.
fn reconciles(transactions: &[Transaction], totals: &MonthTotals) -> bool {
    spend(COPY * transactions.len());
    let chained = chained(&oldest_first(transactions.to_vec()), totals.opening_balance);
    has_turnover_of(transactions, totals) && chained.is_some_and(|chained| closes(&chained, totals))
}

/// Returns the only run of transactions of the month and the days beside it that the totals prove.
///
/// A site may list a payment of the 1st with the month before. `None` if no run or more than one fits.
pub fn bordering(transactions: &[Transaction], totals: &MonthTotals) -> Option<Vec<Transaction>> {
    let near: Vec<Transaction> = transactions.iter().filter(|it| is_near(it, totals)).cloned().collect();
    let near = oldest_first(near);
    let is_at_border = |it: &&Transaction| is_near_border(it, totals);
    let leading = near.iter().take_while(is_at_border).count();
    let trailing = near.iter().rev().take_while(is_at_border).count();
    let runs = (0..=leading).flat_map(|first| (0..=trailing).map(move |last| (first, last)));
    let runs = runs.filter_map(|(first, last)| near.get(first..near.len().checked_sub(last)?));
    let mut proven = runs.filter(|run| !run.is_empty()).filter_map(|run| prove(run, totals));
    let only = proven.next()?;
    proven.all(|other| other == only).then_some(only)
}

/// Returns transactions that lead exactly from the month's opening balance to its closing balance.
fn prove(transactions: &[Transaction], totals: &MonthTotals) -> Option<Vec<Transaction>> {
    spend(COPY * transactions.len());
    let has_balances = |it: &Transaction| it.balance_before.and(it.balance_after).is_some();
    if transactions.iter().all(has_balances) {
        return reconciles(transactions, totals).then(|| in_order(transactions.to_vec(), totals));
    }
    infer_balances(transactions, totals)
}

/// Steps to copy and sort a transaction.
const COPY: usize = 20;
/// The number of days beside a month in which its transactions may be dated.
const BORDER_DAYS: u64 = 3;

/// Returns true if a transaction is of the month or of a day beside it.
fn is_near(transaction: &Transaction, totals: &MonthTotals) -> bool {
    let (first, last) = (totals.month.first_day(), totals.month.last_day());
    (first - Days::new(BORDER_DAYS)..=last + Days::new(BORDER_DAYS)).contains(&transaction.date)
}

/// Returns true if a transaction is near to the first or the last day of the month.
fn is_near_border(transaction: &Transaction, totals: &MonthTotals) -> bool {
    let (first, last) = (totals.month.first_day(), totals.month.last_day());
    transaction.date < first + Days::new(BORDER_DAYS) || transaction.date > last - Days::new(BORDER_DAYS)
}

fn has_turnover_of(transactions: &[Transaction], totals: &MonthTotals) -> bool {
    let turnover = Turnover::of(transactions);
    let (beyond_paid, beyond_charged) = (turnover.paid - totals.paid, turnover.charged - totals.charged);
    // A refund may count as a negative charge, a returned payment as a negative payment.
    let is_moved = || transactions.iter().any(|transaction| transaction.amount == beyond_paid);
    beyond_paid == beyond_charged && (beyond_paid == Money::ZERO || is_moved())
}

/// Returns true if the amounts add up to the change of the month.
fn matches_totals(transactions: &[Transaction], totals: &MonthTotals) -> bool {
    Turnover::of(transactions).net() == totals.paid - totals.charged
}

fn closes(transactions: &[Transaction], totals: &MonthTotals) -> bool {
    transactions.last().is_none_or(|last| last.balance_after == Some(totals.closing_balance))
}

/// Sorts the transactions oldest first, and within one day by the chain of their balances.
fn in_order(transactions: Vec<Transaction>, totals: &MonthTotals) -> Vec<Transaction> {
    let ordered = oldest_first(transactions);
    chained(&ordered, totals.opening_balance).unwrap_or(ordered)
}

fn continued(transactions: Vec<Transaction>, totals: &MonthTotals) -> Option<Vec<Transaction>> {
    let continued = linked(transactions, totals.opening_balance, |transaction, balance| {
        let change = transaction.balance_after? - balance;
        transaction.balance_before.is_none_or(|before| before == balance).then_some(())?;
        let is_unsigned = !transaction.amount.is_negative() && transaction.amount == change.abs();
        let agrees = transaction.amount == change || is_unsigned;
        agrees.then(|| Transaction { balance_before: Some(balance), amount: change, ..transaction.clone() })
    })?;
    closes(&continued, totals).then_some(continued)
}

/// Orders the transactions of each day so that each begins with the balance that the last one left.
///
/// `None` if there is no such order from the opening balance on.
fn chained(transactions: &[Transaction], opening_balance: Money) -> Option<Vec<Transaction>> {
    linked(transactions.to_vec(), opening_balance, |transaction, balance| {
        (transaction.balance_before == Some(balance)).then(|| transaction.clone())
    })
}

/// Orders the transactions of each day by the first that `follow` lets follow a balance.
fn linked(
    mut left: Vec<Transaction>,
    opening_balance: Money,
    follow: impl Fn(&Transaction, Money) -> Option<Transaction>,
) -> Option<Vec<Transaction>> {
    let mut linked: Vec<Transaction> = Vec::new();
    while let Some(day) = left.first().map(|transaction| transaction.date) {
        let balance = linked.last().map_or(Some(opening_balance), |last| last.balance_after)?;
        let of_day = left.iter().enumerate().take_while(|(_, transaction)| transaction.date == day);
        spend(left.len());
        let following = |(at, transaction)| Some((at, follow(transaction, balance)?));
        let (at, next) = of_day.filter_map(following).next()?;
        left.remove(at);
        linked.push(next);
    }
    Some(linked)
}

/// Returns the month's opening balance and the balance before its first transaction.
///
/// `None` if they are equal, and `None` unless the transactions lead without a gap to the closing balance of sound totals.
fn missing_start(transactions: &[Transaction], totals: &MonthTotals) -> Option<[Money; 2]> {
    let (first, last) = transactions.first().zip(transactions.last())?;
    let before = first.balance_before.filter(|before| *before != totals.opening_balance)?;
    let adds_up = |it: &Transaction| it.balance_before.map(|before| before + it.amount) == it.balance_after;
    let leads_on = is_chain(transactions)
        && transactions.iter().all(adds_up)
        && last.balance_after == Some(totals.closing_balance);
    (totals.adds_up() && leads_on).then_some([totals.opening_balance, before])
}

/// Returns true if the balances of a month prove that a turnover shown as a dash is zero.
///
/// The site may show charges with a minus.
pub fn proves_no_turnover(totals: &MonthTotals) -> bool {
    totals.adds_up() || MonthTotals { charged: totals.charged.abs(), ..*totals }.adds_up()
}

/// Makes charges positive where the site shows all of them with a minus.
///
/// They stay negative if more months add up so: a month may have nothing but a recalculation.
pub fn with_positive_charges(months: Vec<MonthTotals>) -> Vec<MonthTotals> {
    let turned = |totals: &MonthTotals| MonthTotals { charged: -totals.charged, ..*totals };
    let positive: Vec<MonthTotals> = months.iter().map(turned).collect();
    let sound = |months: &[MonthTotals]| months.iter().filter(|totals| totals.adds_up()).count();
    let all_negative = months.iter().all(|totals| totals.charged <= Money::ZERO);
    if all_negative && sound(&positive) >= sound(&months) { positive } else { months }
}
