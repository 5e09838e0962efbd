//! Transactions by category, and the balance by day.

use kabinet_domain::{
    BalancePoint, Category, DateRange, MonthStatement, Period, YearTotals, balance_history, period, years,
};

use crate::view::MonthCategories;
use crate::{AccountContext, ApiError};

impl AccountContext {
    /// Stores the customer's category of transactions with a description; `None` removes it.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn set_category(&mut self, description: &str, category: Option<Category>) -> Result<(), ApiError> {
        Ok(self.store.set_category(self.account.id, description, category)?)
    }

    /// Returns the totals of the last twelve months and of every calendar year.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn years(&self) -> Result<Vec<YearTotals>, ApiError> {
        let overrides = self.store.category_overrides(self.account.id)?;
        Ok(years(&self.store.statements(self.account.id, None)?, &overrides))
    }

    /// Returns the totals of the stored months that have any of the days; `None` if there are none.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn period(&self, days: DateRange) -> Result<Option<Period>, ApiError> {
        let overrides = self.store.category_overrides(self.account.id)?;
        let mut months = Vec::new();
        for month in self.months_within(days)? {
            months.extend(self.store.statements(self.account.id, Some(month))?);
        }
        Ok(period(&months.iter().collect::<Vec<&MonthStatement>>(), &overrides))
    }

    /// Returns the transactions of every month by category, oldest month first.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn categories_by_month(&self) -> Result<Vec<MonthCategories>, ApiError> {
        let overrides = self.store.category_overrides(self.account.id)?;
        let statements = self.store.statements(self.account.id, None)?;
        Ok(statements.iter().rev().map(|it| MonthCategories::new(it, &overrides)).collect())
    }

    /// Returns the balance at the end of every day that had transactions, oldest first.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn balance_history(&self) -> Result<Vec<BalancePoint>, ApiError> {
        Ok(balance_history(&self.store.statements(self.account.id, None)?))
    }
}
