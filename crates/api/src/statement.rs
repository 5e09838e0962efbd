use kabinet_domain::{Month, MonthStatement};

use crate::wire::window::{MonthLine, MonthView};
use crate::wire::{Statement, StatementMonth};
use crate::{ApiError, Kabinet};

impl Kabinet {
    /// One month, or every month that is kept, newest first.
    ///
    /// # Errors
    /// [`ApiError::MonthNotKept`] if that month is not, those of choosing an account, and those of
    /// the database and its folder.
    pub fn statement(&self, login: Option<&str>, month: Option<Month>) -> Result<Statement, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let statements = store.statements(account.id, month)?;
        if let Some(month) = month
            && statements.is_empty()
        {
            let kept = store.months(account.id)?;
            let ends = kept.last().zip(kept.first());
            let kept = ends.map(|(oldest, newest)| (oldest.value.month, newest.value.month));
            return Err(ApiError::MonthNotKept { month, kept });
        }
        Ok(Statement { months: statements.into_iter().map(on_the_wire).collect() })
    }

    /// The figures of every month that is kept, newest first.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn months(&self, login: &str) -> Result<Vec<MonthLine>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        Ok(store.months(account.id)?.into_iter().map(|kept| kept.value.into()).collect())
    }

    /// One month with its operations, and the months beside it.
    ///
    /// # Errors
    /// [`ApiError::MonthNotKept`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn month(&self, login: &str, month: Month) -> Result<MonthView, ApiError> {
        let months: Vec<Month> = self.months(login)?.iter().map(|line| line.month).collect();
        let kept = || Some((*months.last()?, *months.first()?));
        let shown = self.statement(Some(login), Some(month))?.months.pop();
        let shown = shown.ok_or_else(|| ApiError::MonthNotKept { month, kept: kept() })?;
        Ok(MonthView {
            totals: shown.totals.into(),
            entries: shown.entries.into_iter().map(Into::into).collect(),
            previous: months.iter().copied().find(|other| *other < month),
            next: months.iter().rev().copied().find(|other| *other > month),
        })
    }
}

fn on_the_wire(statement: MonthStatement) -> StatementMonth {
    StatementMonth { totals: statement.totals, entries: statement.entries }
}
