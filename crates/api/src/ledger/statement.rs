//! Statements of months.

use kabinet_domain::{Categorizer, Month};
use kabinet_store::Version;

use crate::view::{
    Discrepancy, MonthSummary, MonthView, Statement, StatementMonth, TransactionView, UnreadMonth,
    UnreadMonthView, UnreadParts,
};
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
            Some(_) | None => {
                let UnreadParts { unread_months, held_back_months, .. } = self.unread_months()?;
                let is_meant = |unread: &UnreadMonth| month.is_none_or(|month| month == unread.month);
                let marks = self.store.month_marks(self.account.id)?;
                let months = statements.into_iter().map(|statement| {
                    let month = statement.totals.month;
                    let marks = marks.get(&month).copied().unwrap_or_default();
                    StatementMonth::new(statement, held_back_months.contains(&month), marks)
                });
                Ok(Statement {
                    months: months.collect(),
                    unread: unread_months.into_iter().filter(is_meant).collect(),
                })
            }
        }
    }

    /// Returns the figures of every stored month, newest first.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn months(&self, language: Language) -> Result<Vec<MonthSummary>, ApiError> {
        let versions = self.store.newest_versions(self.account.id)?;
        let found = self.discrepancies(&versions)?;
        let parts = self.unread_months()?;
        let count = |month| found.iter().filter(|discrepancy| discrepancy.month == month).count();
        let marks = self.store.month_marks(self.account.id)?;
        let months = versions.into_iter().map(|Version { totals, .. }| {
            let (month, doubt) = (totals.value.month, parts.doubt(totals.value.month, language));
            let marks = marks.get(&month).copied().unwrap_or_default();
            MonthSummary::new(totals.value, count(month), doubt, marks)
        });
        Ok(months.collect())
    }

    /// Returns the months that were never read because their reading failed, newest first.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn missing_months(&self, language: Language) -> Result<Vec<UnreadMonthView>, ApiError> {
        let mut missing = Vec::new();
        for unread in self.unread_months()?.unread_months {
            if self.store.newest_version(self.account.id, unread.month)?.is_none() {
                missing.push(UnreadMonthView::new(unread, language));
            }
        }
        Ok(missing)
    }

    /// Returns one month with its transactions and its neighbours.
    ///
    /// # Errors
    /// [`ApiError::MonthNotKept`] if it is not stored, [`ApiError::BadDescription`], and
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn month(&self, month: Month, language: Language) -> Result<MonthView, ApiError> {
        let id = self.account.id;
        let version = self.store.newest_version(id, month)?;
        let version = version.map_or_else(|| Err(self.month_not_kept(month)?), Ok)?;
        let statement = self.store.statement_of(&version)?;
        let neighbours = self.store.neighbours(id, month)?;
        let [previous, next] = neighbours.map(|version| version.map(|it| it.totals.value.month));
        let mut categorizer = Categorizer::new(self.store.category_overrides(id)?);
        let found = self.discrepancies_of(version, neighbours)?;
        let transactions = statement.transactions.into_iter();
        let doubt = self.unread_months()?.doubt(month, language);
        let marks = self.store.month_marks(id)?.get(&month).copied().unwrap_or_default();
        Ok(MonthView {
            totals: MonthSummary::new(statement.totals, found.len(), doubt, marks),
            entries: transactions.map(|it| TransactionView::new(it, &mut categorizer)).collect(),
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
