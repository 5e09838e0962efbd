//! Matching of transactions between two readings of the same months.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::category::words;
use crate::changes::Place;
use crate::{Money, MonthStatement, Transaction};

/// The longest delay in days between a pending payment and its booking.
const BOOKING_DAYS: i64 = 5;

/// Returns the transactions of `now` that `before` does not have, and those that vanished.
pub(super) fn unmatched(before: &[MonthStatement], now: &[MonthStatement]) -> (Vec<Place>, Vec<Place>) {
    let mut months: Vec<_> = now.iter().collect();
    months.sort_by_key(|it| it.totals.month);
    let mut new = Vec::new();
    let mut vanished = Vec::new();
    for statement in months {
        let was = before.iter().find(|it| it.totals.month == statement.totals.month);
        let [before, now] = [was, Some(statement)].map(places);
        let (appeared, gone) = without_equals(before, now);
        new.extend(appeared);
        vanished.extend(gone);
    }
    without_rewordings(new, vanished)
}

/// Counts the transactions of a month that it did not have before.
///
/// A transaction under another wording is not new.
pub fn count_new(before: Option<&MonthStatement>, now: &MonthStatement) -> usize {
    unmatched(before.map(std::slice::from_ref).unwrap_or_default(), std::slice::from_ref(now)).0.len()
}

fn places(statement: Option<&MonthStatement>) -> Vec<Place> {
    let of_month = |it: &MonthStatement| -> Vec<Place> {
        let transactions = it.transactions.iter().cloned().enumerate();
        transactions.map(|(position, entry)| Place { month: it.totals.month, position, entry }).collect()
    };
    statement.map(of_month).unwrap_or_default()
}

/// Removes equal pairs one by one.
///
/// Balances and times do not count, because sites add and recompute them.
fn without_equals(before: Vec<Place>, now: Vec<Place>) -> (Vec<Place>, Vec<Place>) {
    let mut unpaired: HashMap<_, usize> = HashMap::new();
    for place in &before {
        *unpaired.entry(identity(&place.entry)).or_default() += 1;
    }
    let new = now.into_iter().filter(|place| !take_one(&mut unpaired, &place.entry)).collect();
    let mut gone: Vec<Place> =
        before.into_iter().rev().filter(|place| take_one(&mut unpaired, &place.entry)).collect();
    gone.reverse();
    (new, gone)
}

fn identity(entry: &Transaction) -> (NaiveDate, String, Money) {
    (entry.date, entry.description.clone(), entry.amount)
}

fn take_one(unpaired: &mut HashMap<(NaiveDate, String, Money), usize>, entry: &Transaction) -> bool {
    match unpaired.get_mut(&identity(entry)).filter(|left| **left > 0) {
        Some(left) => {
            *left -= 1;
            true
        }
        None => false,
    }
}

/// Removes pairs that are one transaction under two wordings.
fn without_rewordings(new: Vec<Place>, mut vanished: Vec<Place>) -> (Vec<Place>, Vec<Place>) {
    let is_new = |place: &Place| {
        let days_apart = |other: &Place| (other.entry.date - place.entry.date).num_days().abs();
        let same = vanished.iter().enumerate().filter(|(_, it)| is_reworded(&it.entry, &place.entry));
        let nearest = same.min_by_key(|(_, it)| days_apart(it)).map(|(at, _)| at);
        nearest.map(|at| vanished.remove(at)).is_none()
    };
    let new = new.into_iter().filter(is_new).collect();
    (new, vanished)
}

/// Returns true for one sum on one day, or a few days apart with the words of one in the other.
fn is_reworded(was: &Transaction, now: &Transaction) -> bool {
    let days = (now.date - was.date).num_days().abs();
    was.amount == now.amount && (days == 0 || (days <= BOOKING_DAYS && shares_words(was, now)))
}

fn shares_words(was: &Transaction, now: &Transaction) -> bool {
    let [was, now] = [was, now].map(|it| words(&it.description).collect::<HashSet<_>>());
    was.is_subset(&now) || now.is_subset(&was)
}
