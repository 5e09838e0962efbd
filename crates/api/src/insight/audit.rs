//! The audit of the stored statements.

use chrono_tz::Tz;
use kabinet_domain::{Audit, Discrepancy, Month, MonthStatement, Rule, audit};
use kabinet_store::Observed;

use crate::app::local;
use crate::{AccountContext, ApiError, Language, view};

impl AccountContext {
    /// Returns every discrepancy in the stored statements.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn audit(&self, language: Language) -> Result<view::Audit, ApiError> {
        Ok(view::Audit::new(self.whole_audit()?, language))
    }

    pub(crate) fn whole_audit(&self) -> Result<Audit, ApiError> {
        let id = self.account.id;
        self.audit_statements(&self.store.statements(id, None)?, self.store.superseded(id)?)
    }

    /// Returns the discrepancies of one month, found by it and its neighbours.
    ///
    /// The next month counts by its opening balance alone, so its transactions are not read.
    pub(crate) fn discrepancies_of(
        &self,
        statement: &MonthStatement,
        [previous, next]: [Option<Month>; 2],
    ) -> Result<Vec<Discrepancy>, ApiError> {
        let (id, month) = (self.account.id, statement.totals.month);
        let mut statements = vec![statement.clone()];
        if let Some(previous) = previous {
            statements.extend(self.store.statements(id, Some(previous))?);
        }
        if let Some(next) = next {
            let totals = self.store.totals(id, next)?.into_iter();
            statements.extend(totals.map(|totals| MonthStatement { totals, transactions: Vec::new() }));
        }
        let mut replaced = self.store.previous_versions(id, month)?;
        replaced.reverse();
        let mut found = self.audit_statements(&statements, replaced)?.discrepancies;
        found.retain(|discrepancy| discrepancy.month == month);
        Ok(found)
    }

    fn audit_statements(
        &self,
        statements: &[MonthStatement],
        replaced: Vec<Observed<MonthStatement>>,
    ) -> Result<Audit, ApiError> {
        let marks = self.store.month_marks(self.account.id)?;
        let zone = self.provider()?.info().time_zone;
        let mut audit = audit(statements, &as_closed(replaced, zone), &marks);
        let found = &mut audit.discrepancies;
        let breaks_a_chain = |it: &Discrepancy| it.rule == Rule::MonthChain;
        if found.iter().any(breaks_a_chain) && self.is_unfinished()? {
            let is_stored = |month| statements.iter().any(|it| it.totals.month == month);
            found.retain(|it| !breaks_a_chain(it) || is_stored(it.month.previous()));
        }
        Ok(audit)
    }

    /// Returns true if months may be missing between others, because a refresh did not finish.
    fn is_unfinished(&self) -> Result<bool, ApiError> {
        let succeeded_at = self.store.refresh_status(self.account.id)?.succeeded_at;
        let months = self.store.months(self.account.id)?;
        Ok(months.iter().any(|month| Some(month.read_at) > succeeded_at))
    }
}

/// Returns months as they were first read after their end, where a later version replaced them.
fn as_closed(replaced: Vec<Observed<MonthStatement>>, zone: Tz) -> Vec<MonthStatement> {
    let was_over = |it: &Observed<MonthStatement>| {
        local(it.read_at, zone).date() >= it.value.totals.month.next().first_day()
    };
    let mut closed: Vec<MonthStatement> = replaced.into_iter().filter(was_over).map(|it| it.value).collect();
    closed.dedup_by_key(|it| it.totals.month);
    closed
}
