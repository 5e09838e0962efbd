use chrono::NaiveDate;
use kabinet_api::wire::Failure;
use kabinet_api::wire::meaning::{BalancePoint, Changes, Finding, Forecast, Kind, MonthKinds, YearTotals};

use crate::Desktop;

/// What the window tells of the meaning of an account's figures. Each fails with what is said about
/// it.
impl Desktop {
    /// Every contradiction, newest month first.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::audit`], in words.
    pub fn audit(&self, login: &str) -> Result<Vec<Finding>, Failure> {
        self.said(self.current().audit(Some(login), self.language()))
    }

    /// Gives operations of these words a kind, or forgets the one that was given.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::set_kind`], in words.
    pub fn set_kind(&self, login: &str, operation: &str, kind: Option<Kind>) -> Result<(), Failure> {
        self.said(self.current().set_kind(Some(login), operation, kind.map(Into::into)))
    }

    /// What the last twelve months and every calendar year come to.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::years`], in words.
    pub fn years(&self, login: &str) -> Result<Vec<YearTotals>, Failure> {
        self.said(self.current().years(Some(login)))
    }

    /// What the operations of every month come to by their kinds, oldest month first.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::kinds_by_month`], in words.
    pub fn kinds_by_month(&self, login: &str) -> Result<Vec<MonthKinds>, Failure> {
        self.said(self.current().kinds_by_month(Some(login)))
    }

    /// The balance at the end of every day that had operations, oldest first.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::balance_line`], in words.
    pub fn balance_line(&self, login: &str) -> Result<Vec<BalancePoint>, Failure> {
        self.said(self.current().balance_line(Some(login)))
    }

    /// What the last refresh that changed anything brought.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::changes`], in words.
    pub fn changes(&self, login: &str) -> Result<Option<Changes>, Failure> {
        self.said(self.current().changes(Some(login), self.language()))
    }

    /// What will be debited, and what to pay now so that the money lasts.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::forecast`], in words.
    pub fn forecast(&self, login: &str, until: Option<NaiveDate>) -> Result<Forecast, Failure> {
        self.said(self.current().forecast(Some(login), until, self.language()))
    }
}
