use kabinet_domain::{Kind, balance_line, kind_totals, years};

use crate::wire::meaning::{BalancePoint, MonthKinds, YearTotals};
use crate::{ApiError, Kabinet};

impl Kabinet {
    /// Keeps the kind that the customer gives to operations of these words, or forgets it.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn set_kind(&self, login: Option<&str>, operation: &str, kind: Option<Kind>) -> Result<(), ApiError> {
        let mut store = self.store()?;
        let account = self.account(&store, login)?;
        Ok(store.set_kind(account.id, operation, kind)?)
    }

    /// What the last twelve months and every calendar year come to.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn years(&self, login: Option<&str>) -> Result<Vec<YearTotals>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let corrections = store.corrections(account.id)?;
        let years = years(&store.statements(account.id, None)?, &corrections);
        Ok(years.into_iter().map(Into::into).collect())
    }

    /// What the operations of every month come to by their kinds, oldest month first.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn kinds_by_month(&self, login: Option<&str>) -> Result<Vec<MonthKinds>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let corrections = store.corrections(account.id)?;
        let statements = store.statements(account.id, None)?;
        let months = statements.iter().rev().map(|it| MonthKinds {
            month: it.totals.month,
            kinds: kind_totals(&it.entries, &corrections).into_iter().map(Into::into).collect(),
        });
        Ok(months.collect())
    }

    /// The balance at the end of every day that had operations, oldest first.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn balance_line(&self, login: Option<&str>) -> Result<Vec<BalancePoint>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let points = balance_line(&store.statements(account.id, None)?);
        Ok(points.into_iter().map(Into::into).collect())
    }
}
