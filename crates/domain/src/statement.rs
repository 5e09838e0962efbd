use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{Money, Month};

/// One operation on the account, as the provider shows it. Two that are the same in every field
/// are two operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day at the provider, where it is shown.
    pub time: Option<NaiveTime>,
    /// What it was, in the provider's words.
    #[serde(rename = "operation")]
    pub description: String,
    /// The balance before it, where it is shown.
    #[serde(rename = "opening")]
    pub balance_before: Option<Money>,
    /// What it added to the account: a payment is positive, a charge negative.
    pub amount: Money,
    /// The balance after it, where it is shown.
    #[serde(rename = "closing")]
    pub balance_after: Option<Money>,
}

/// One month's line in the list of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthTotals {
    /// Which month.
    pub month: Month,
    /// The balance at its beginning.
    #[serde(rename = "opening")]
    pub opening_balance: Money,
    /// What was paid in; positive.
    pub paid: Money,
    /// What was charged; positive.
    pub charged: Money,
    /// The balance at its end, or now while it is not over.
    #[serde(rename = "closing")]
    pub closing_balance: Money,
}

/// A month with its operations, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthStatement {
    /// Its line in the list of months.
    pub totals: MonthTotals,
    /// Its operations, oldest first.
    #[serde(rename = "entries")]
    pub transactions: Vec<Transaction>,
}

/// Operations in the order of a page, arranged oldest first without parting what the page put
/// together: the page's own order is kept, or turned round as a whole where it runs backwards.
///
/// Which way it runs is told by dates and times, then by the balances, each of which opens where
/// the one before it closed; a page that tells neither is taken to run forwards.
pub fn oldest_first(mut page: Vec<Transaction>) -> Vec<Transaction> {
    let pairs = || page.iter().zip(page.iter().skip(1));
    let by_time =
        pairs().map(|(above, below)| vote(moment(above) < moment(below), moment(above) > moment(below)));
    let by_balance = pairs().map(|(above, below)| vote(follows(below, above), follows(above, below)));
    let backwards = match by_time.sum::<i32>() {
        0 => by_balance.sum::<i32>() < 0,
        votes => votes < 0,
    };
    if backwards {
        page.reverse();
    }
    page.sort_by_key(|entry| entry.date);
    page
}

fn moment(entry: &Transaction) -> (NaiveDate, Option<NaiveTime>) {
    (entry.date, entry.time)
}

fn follows(later: &Transaction, earlier: &Transaction) -> bool {
    later.balance_before.is_some() && later.balance_before == earlier.balance_after
}

fn vote(forwards: bool, backwards: bool) -> i32 {
    i32::from(forwards) - i32::from(backwards)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: u32, operation: &str, opening: &str, amount: &str, closing: &str) -> Transaction {
        Transaction {
            date: NaiveDate::from_ymd_opt(2021, 11, day).unwrap(),
            time: None,
            description: operation.to_owned(),
            balance_before: Some(opening.parse().unwrap()),
            amount: amount.parse().unwrap(),
            balance_after: Some(closing.parse().unwrap()),
        }
    }

    fn november() -> Vec<Transaction> {
        vec![
            entry(9, "Оплата через cloudpayments", "0.00", "989.00", "989.00"),
            entry(10, "Списание аб.платы по тарифу", "989.00", "-589.00", "400.00"),
            entry(10, "За платные заявки", "400.00", "-400.00", "0.00"),
        ]
    }

    #[test]
    fn turns_a_descending_page_round_and_leaves_an_ascending_one() {
        let descending: Vec<Transaction> = november().into_iter().rev().collect();
        assert_eq!(oldest_first(november()), november());
        assert_eq!(oldest_first(descending), november(), "the day's two charges must keep their chain");
    }

    #[test]
    fn a_single_day_is_ordered_by_its_balances() {
        let day: Vec<Transaction> = november().split_off(1);
        let descending: Vec<Transaction> = day.iter().rev().cloned().collect();
        assert_eq!(oldest_first(descending), day);
        assert_eq!(oldest_first(day.clone()), day);
    }

    #[test]
    fn a_page_in_no_order_is_sorted_by_day_and_keeps_twins() {
        let mut page = november();
        page.push(page[0].clone());
        let sorted = oldest_first(page);
        assert_eq!(sorted.iter().filter(|e| e.description.starts_with("Оплата")).count(), 2);
        assert!(sorted.is_sorted_by_key(|entry| entry.date));
    }
}
