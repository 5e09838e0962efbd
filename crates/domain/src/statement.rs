//! Transactions and monthly statements.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{Money, Month};

/// A transaction of the account, as the provider shows it.
///
/// Two that are equal in every field are two transactions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day at the provider; `None` if it is not shown.
    pub time: Option<NaiveTime>,
    /// Its text, in the provider's words.
    #[serde(rename = "operation")]
    pub description: String,
    /// The balance before it; `None` if it is not shown.
    #[serde(rename = "opening")]
    pub balance_before: Option<Money>,
    /// The change of the balance: a payment is positive, a charge negative.
    pub amount: Money,
    /// The balance after it; `None` if it is not shown.
    #[serde(rename = "closing")]
    pub balance_after: Option<Money>,
}

/// The totals of a month, as the list of months shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthTotals {
    /// The month.
    pub month: Month,
    /// The balance at the beginning of the month.
    #[serde(rename = "opening")]
    pub opening_balance: Money,
    /// The sum of the payments; positive.
    pub paid: Money,
    /// The sum of the charges; positive.
    pub charged: Money,
    /// The balance at the end of the month; of the current month, the balance now.
    #[serde(rename = "closing")]
    pub closing_balance: Money,
}

/// The origin and the precision of a month's figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MonthMarks {
    /// True if the site does not show the month, so that it is derived from a list of transactions.
    pub is_derived: bool,
    /// True if the site cuts kopecks off, so that its figures do not add up to the kopeck.
    pub is_inexact: bool,
}

/// A month with its transactions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthStatement {
    /// The totals of the month.
    pub totals: MonthTotals,
    /// The transactions, oldest first.
    #[serde(rename = "entries")]
    pub transactions: Vec<Transaction>,
}

/// Returns the transactions of a page, oldest first.
///
/// Within a day the order of the page stays, or is reversed as a whole if the page runs backwards.
/// The direction follows from the dates and times, else from the balances, each of which begins
/// where the previous one ended. A page that shows neither is taken to run forwards.
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
