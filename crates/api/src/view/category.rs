//! Transactions by category, and the balance by day.

use chrono::NaiveDate;
use kabinet_domain::{
    self as domain, Category, CategoryOverrides, Money, Month, MonthStatement, category_totals,
};
use serde::Serialize;
use ts_rs::TS;

/// The transactions of one category together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct CategoryTotal {
    /// The category.
    pub kind: Category,
    /// The number of transactions.
    pub count: usize,
    /// Their sum; charges are negative.
    #[ts(as = "String")]
    pub sum: Money,
}

/// Some months together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Period {
    /// The first month.
    #[ts(as = "String")]
    pub from: Month,
    /// The last month.
    #[ts(as = "String")]
    pub to: Month,
    /// The number of months stored.
    pub months: usize,
    /// The balance at the beginning.
    #[ts(as = "String")]
    pub opening: Money,
    /// The amount paid in; positive.
    #[ts(as = "String")]
    pub paid: Money,
    /// The amount charged; positive.
    #[ts(as = "String")]
    pub charged: Money,
    /// The balance at the end.
    #[ts(as = "String")]
    pub closing: Money,
    /// The transactions by category.
    pub kinds: Vec<CategoryTotal>,
}

/// The totals of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct YearTotals {
    /// The calendar year; null for the last 12 months.
    pub year: Option<i32>,
    /// Its totals.
    pub totals: Period,
}

/// The transactions of a month by category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthCategories {
    /// The month.
    #[ts(as = "String")]
    pub month: Month,
    /// The categories that occur in it.
    pub kinds: Vec<CategoryTotal>,
}

/// The transactions of an account by category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kinds {
    /// The last twelve months, then calendar years, newest first.
    pub years: Vec<YearTotals>,
    /// The months, oldest first.
    pub months: Vec<MonthCategories>,
}

/// The balance at the end of a day that had transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct BalancePoint {
    /// The day.
    pub date: NaiveDate,
    /// The balance.
    #[ts(as = "String")]
    pub balance: Money,
}

impl MonthCategories {
    pub(crate) fn new(statement: &MonthStatement, overrides: &CategoryOverrides) -> Self {
        let totals = category_totals(&statement.transactions, overrides);
        Self { month: statement.totals.month, kinds: totals.into_iter().map(Into::into).collect() }
    }
}

impl From<domain::CategoryTotal> for CategoryTotal {
    fn from(total: domain::CategoryTotal) -> Self {
        Self { kind: total.kind, count: total.count, sum: total.sum }
    }
}

impl From<domain::YearTotals> for YearTotals {
    fn from(year: domain::YearTotals) -> Self {
        let domain::Period { from, to, months, opening, paid, charged, closing, kinds } = year.totals;
        let kinds = kinds.into_iter().map(Into::into).collect();
        let totals = Period { from, to, months, opening, paid, charged, closing, kinds };
        Self { year: year.year, totals }
    }
}

impl From<domain::BalancePoint> for BalancePoint {
    fn from(point: domain::BalancePoint) -> Self {
        Self { date: point.date, balance: point.balance }
    }
}
