//! Customers of a billing system, from `customers.toml` of a skin.
//!
//! A skin with such a file shows these customers in place of the demo account. Their facts are as of
//! a fixed day, so that a test can expect the same figures on any day.

use std::iter::successors;

use chrono::{Datelike, NaiveDate, NaiveTime};
use kabinet_domain::{Money, Month, Transaction};
use serde::{Deserialize, Serialize};

/// A customer of a billing system.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "CustomerForm")]
pub struct Customer {
    /// The login.
    pub login: String,
    /// The password.
    #[serde(skip)]
    pub password: String,
    /// The balance on the account.
    pub balance: Money,
    /// Every operation with the balances around it, oldest first.
    pub operations: Vec<Transaction>,
    /// Other facts that the templates show, by their names.
    pub page: toml::Table,
}

/// The contents of `customers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomersFile {
    #[serde(rename = "customer")]
    pub(crate) customers: Vec<Customer>,
}

/// A customer as the file describes one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CustomerForm {
    login: String,
    password: String,
    /// The balance before the first operation.
    #[serde(default = "zero")]
    opening: Money,
    #[serde(default)]
    monthly: Vec<MonthlyForm>,
    #[serde(default)]
    operation: Vec<OperationForm>,
    #[serde(default)]
    page: toml::Table,
}

/// An operation that repeats on a day of each month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthlyForm {
    from: Month,
    until: Month,
    day: u32,
    time: NaiveTime,
    sum: Money,
    words: String,
}

/// An operation that happened once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationForm {
    date: NaiveDate,
    time: NaiveTime,
    sum: Money,
    words: String,
}

impl From<CustomerForm> for Customer {
    fn from(form: CustomerForm) -> Self {
        let repeated = form.monthly.iter().flat_map(MonthlyForm::operations);
        let mut operations: Vec<Transaction> =
            repeated.chain(form.operation.iter().map(OperationForm::operation)).collect();
        operations.sort_by_key(|operation| (operation.date, operation.time));
        let mut balance = form.opening;
        for operation in &mut operations {
            operation.balance_before = Some(balance);
            balance = balance + operation.amount;
            operation.balance_after = Some(balance);
        }
        Self { login: form.login, password: form.password, balance, operations, page: form.page }
    }
}

impl MonthlyForm {
    fn operations(&self) -> impl Iterator<Item = Transaction> {
        let months = successors(Some(self.from), |month| Some(month.next()));
        let months = months.take_while(|month| *month <= self.until);
        let dates = months.filter_map(|month| month.first_day().with_day(self.day));
        dates.map(|date| operation(date, self.time, self.sum, &self.words))
    }
}

impl OperationForm {
    fn operation(&self) -> Transaction {
        operation(self.date, self.time, self.sum, &self.words)
    }
}

fn operation(date: NaiveDate, time: NaiveTime, amount: Money, words: &str) -> Transaction {
    Transaction {
        date,
        time: Some(time),
        description: words.to_owned(),
        balance_before: None,
        amount,
        balance_after: None,
    }
}

fn zero() -> Money {
    Money::ZERO
}
