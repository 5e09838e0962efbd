use kabinet_domain::{Month, MonthStatement};
use kabinet_store::{Account, Store};

use crate::wire::window::{EntryView, MonthLine, MonthView};
use crate::wire::{Statement, StatementMonth};
use crate::{ApiError, Kabinet, Language};

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
            return Err(not_kept(&store, &account, month)?);
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
        let found = self.findings(&store, &account)?;
        let count = |month| found.iter().filter(|finding| finding.month == month).count();
        let lines = store.months(account.id)?.into_iter();
        Ok(lines.map(|kept| MonthLine::of(kept.value, count(kept.value.month))).collect())
    }

    /// One month with its operations, and the months beside it.
    ///
    /// # Errors
    /// [`ApiError::MonthNotKept`], those of choosing an account, and those of the database and its
    /// folder.
    pub fn month(&self, login: &str, month: Month, language: Language) -> Result<MonthView, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        let shown = store.statements(account.id, Some(month))?.pop();
        let shown = shown.map_or_else(|| Err(not_kept(&store, &account, month)?), Ok)?;
        let beside @ [previous, next] = store.neighbours(account.id, month)?;
        let corrections = store.corrections(account.id)?;
        let found = self.findings_of(&store, &account, &shown, beside)?;
        Ok(MonthView {
            totals: MonthLine::of(shown.totals, found.len()),
            entries: shown.entries.into_iter().map(|it| EntryView::of(it, &corrections)).collect(),
            findings: found.into_iter().map(|finding| language.finding(finding)).collect(),
            previous,
            next,
        })
    }
}

fn not_kept(store: &Store, account: &Account, month: Month) -> Result<ApiError, ApiError> {
    let kept = store.months(account.id)?;
    let ends = kept.last().zip(kept.first());
    let kept = ends.map(|(oldest, newest)| (oldest.value.month, newest.value.month));
    Ok(ApiError::MonthNotKept { month, kept })
}

fn on_the_wire(statement: MonthStatement) -> StatementMonth {
    StatementMonth { totals: statement.totals, entries: statement.entries }
}
