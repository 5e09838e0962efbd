//! The audit of the stored statements.

use std::borrow::Cow;

use kabinet_domain::{Audit, AuditedMonth, Discrepancy, Month, MonthStatement, Rule, audit_each};
use kabinet_store::{Observed, Version};

use crate::app::local;
use crate::{AccountContext, ApiError, Language, view};

impl AccountContext {
    /// Returns every discrepancy in the stored statements.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn audit(&self, language: Language) -> Result<view::Audit, ApiError> {
        let id = self.account.id;
        let (versions, replaced) = (self.store.newest_versions(id)?, self.store.superseded(id)?);
        // A customer who requests it wants every transaction looked at again.
        let is_known = |_: &Version| false;
        Ok(view::Audit::new(self.audit_versions(&versions, replaced, is_known)?, language))
    }

    /// Returns every discrepancy, reading only the months in which there may be one.
    ///
    /// The versions are the newest of all months, the latest month first.
    pub(crate) fn discrepancies(&self, versions: &[Version]) -> Result<Vec<Discrepancy>, ApiError> {
        let replaced = self.store.superseded(self.account.id)?;
        let audit = self.audit_versions(versions, replaced, |version| version.is_faultless)?;
        Ok(audit.discrepancies)
    }

    /// Returns the discrepancies of one month, found by it and its neighbours.
    pub(crate) fn discrepancies_of(
        &self,
        version: Version,
        [previous, next]: [Option<Version>; 2],
    ) -> Result<Vec<Discrepancy>, ApiError> {
        let month = version.totals.value.month;
        let versions: Vec<Version> = [next, Some(version), previous].into_iter().flatten().collect();
        let mut replaced = self.store.previous_versions(self.account.id, month)?;
        replaced.reverse();
        // The next month counts by its opening balance alone.
        let is_known = |it: &Version| it.is_faultless || it.totals.value.month > month;
        let mut found = self.audit_versions(&versions, replaced, is_known)?.discrepancies;
        found.retain(|discrepancy| discrepancy.month == month);
        Ok(found)
    }

    /// Audits versions, newest month first, except those that are known to be faultless.
    ///
    /// One is read after another, so that a long history is never in memory at once.
    fn audit_versions(
        &self,
        versions: &[Version],
        replaced: Vec<Observed<MonthStatement>>,
        is_known: impl Fn(&Version) -> bool,
    ) -> Result<Audit, ApiError> {
        let month = |it: &Version| AuditedMonth { totals: it.totals.value, is_faultless: is_known(it) };
        let oldest_first: Vec<&Version> = versions.iter().rev().collect();
        let months: Vec<AuditedMonth> = oldest_first.iter().copied().map(month).collect();
        let read =
            |place: usize| Ok::<_, ApiError>(Cow::Owned(self.store.statement_of(oldest_first[place])?));
        let marks = self.store.month_marks(self.account.id)?;
        let mut audit = audit_each(&months, read, &self.as_closed(replaced)?, &marks)?;
        let is_stored = |month| months.iter().any(|it| it.totals.month == month);
        self.excuse_gaps(&mut audit.discrepancies, is_stored)?;
        Ok(audit)
    }

    /// Removes the breaks beside months that are not stored because a refresh did not finish.
    fn excuse_gaps(
        &self,
        found: &mut Vec<Discrepancy>,
        is_stored: impl Fn(Month) -> bool,
    ) -> Result<(), ApiError> {
        let breaks_a_chain = |it: &Discrepancy| it.rule == Rule::MonthChain;
        if found.iter().any(breaks_a_chain) && self.is_unfinished()? {
            found.retain(|it| !breaks_a_chain(it) || is_stored(it.month.previous()));
        }
        Ok(())
    }

    /// Returns true if months may be missing between others, because a refresh did not finish.
    fn is_unfinished(&self) -> Result<bool, ApiError> {
        let succeeded_at = self.store.refresh_status(self.account.id)?.succeeded_at;
        let months = self.store.months(self.account.id)?;
        Ok(months.iter().any(|month| Some(month.read_at) > succeeded_at))
    }

    /// Returns months as they were first read after their end, where a later version replaced them.
    fn as_closed(&self, replaced: Vec<Observed<MonthStatement>>) -> Result<Vec<MonthStatement>, ApiError> {
        let zone = self.provider()?.info().time_zone;
        let was_over = |it: &Observed<MonthStatement>| {
            local(it.read_at, zone).date() >= it.value.totals.month.next().first_day()
        };
        let mut closed: Vec<MonthStatement> =
            replaced.into_iter().filter(was_over).map(|it| it.value).collect();
        closed.dedup_by_key(|it| it.totals.month);
        Ok(closed)
    }
}
