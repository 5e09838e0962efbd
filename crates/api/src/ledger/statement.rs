//! Statements of months.

use kabinet_domain::Month;

use crate::view::{Discrepancy, MonthSummary, MonthView, Statement, TransactionView};
use crate::{AccountContext, ApiError, Language};

impl AccountContext {
    /// Returns the statement of one month, or of every stored month, newest first.
    ///
    /// # Errors
    /// [`ApiError::MonthNotKept`] if that month is not stored, and [`ApiError::Database`] if the
    /// data cannot be read.
    pub fn statement(&self, month: Option<Month>) -> Result<Statement, ApiError> {
        let statements = self.store.statements(self.account.id, month)?;
        match month {
            Some(month) if statements.is_empty() => Err(self.month_not_kept(month)?),
            Some(_) | None => Ok(Statement { months: statements.into_iter().map(Into::into).collect() }),
        }
    }

    /// Returns the figures of every stored month, newest first.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn months(&self) -> Result<Vec<MonthSummary>, ApiError> {
        let found = self.discrepancies()?;
        let count = |month| found.iter().filter(|discrepancy| discrepancy.month == month).count();
        let months = self.store.months(self.account.id)?.into_iter();
        Ok(months.map(|month| MonthSummary::new(month.value, count(month.value.month))).collect())
    }

    /// Returns one month with its transactions and its neighbours.
    ///
    /// # Errors
    /// [`ApiError::MonthNotKept`] if it is not stored, [`ApiError::BadDescription`], and
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn month(&self, month: Month, language: Language) -> Result<MonthView, ApiError> {
        let id = self.account.id;
        let statement = self.store.statements(id, Some(month))?.pop();
        let statement = statement.map_or_else(|| Err(self.month_not_kept(month)?), Ok)?;
        let neighbours @ [previous, next] = self.store.neighbours(id, month)?;
        let overrides = self.store.category_overrides(id)?;
        let found = self.discrepancies_of(&statement, neighbours)?;
        let transactions = statement.transactions.into_iter();
        Ok(MonthView {
            totals: MonthSummary::new(statement.totals, found.len()),
            entries: transactions.map(|it| TransactionView::new(it, &overrides)).collect(),
            findings: found.into_iter().map(|it| Discrepancy::new(it, language)).collect(),
            previous,
            next,
        })
    }

    fn month_not_kept(&self, month: Month) -> Result<ApiError, ApiError> {
        let months = self.store.months(self.account.id)?;
        let ends = months.last().zip(months.first());
        let kept = ends.map(|(oldest, newest)| (oldest.value.month, newest.value.month));
        Ok(ApiError::MonthNotKept { month, kept })
    }
}
