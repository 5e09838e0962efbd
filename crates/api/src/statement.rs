use kabinet_domain::{Month, MonthStatement};

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
}

fn on_the_wire(statement: MonthStatement) -> StatementMonth {
    StatementMonth { totals: statement.totals, entries: statement.entries }
}
