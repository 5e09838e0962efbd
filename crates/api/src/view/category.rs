//! Transactions by category.

use kabinet_domain::{CategoryOverrides, CategoryTotal, Month, MonthStatement, YearTotals, category_totals};
use serde::Serialize;
use ts_rs::TS;

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

impl MonthCategories {
    pub(crate) fn new(statement: &MonthStatement, overrides: &CategoryOverrides) -> Self {
        let kinds = category_totals(&statement.transactions, overrides);
        Self { month: statement.totals.month, kinds }
    }
}
