use chrono::{DateTime, Utc};
use kabinet_api::ApiError;
use kabinet_api::wire::Failure;
use kabinet_api::wire::meaning::Kind;
use kabinet_api::wire::search::Found;
use kabinet_api::wire::window::{Link, MonthLine, MonthView, Overview, ReminderList, Rules};
use kabinet_domain::Month;

use crate::Desktop;

/// What the window shows of an account. Each fails with what is said about it.
impl Desktop {
    /// An account at one glance.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::overview`], in words.
    pub fn overview(&self, login: &str) -> Result<Overview, Failure> {
        self.said(self.current().overview(login, self.language()))
    }

    /// The figures of every month, newest first.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::months`], in words.
    pub fn months(&self, login: &str) -> Result<Vec<MonthLine>, Failure> {
        self.said(self.current().months(login))
    }

    /// One month with its operations.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::month`], in words.
    pub fn month(&self, login: &str, month: Month) -> Result<MonthView, Failure> {
        self.said(self.current().month(login, month, self.language()))
    }

    /// Operations of every month: a page of them, and the totals of all that is found.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::search`], in words.
    pub fn search(
        &self,
        login: &str,
        query: &str,
        kind: Option<Kind>,
        after: Option<&str>,
    ) -> Result<Found, Failure> {
        self.said(self.current().search(Some(login), query, kind.map(Into::into), after))
    }

    /// Opens in the browser where a button leads.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::link`] and the system's refusal, in words.
    pub fn open_link(&self, login: &str, link: Link) -> Result<(), Failure> {
        let page = self.current().link(login, link);
        self.said(page.and_then(|page| self.surface.open_page(&page).map_err(ApiError::SystemRefused)))
    }

    /// The reminders of an account: shown, foreseen, held back.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::reminder_list`], in words.
    pub fn reminders(&self, login: &str) -> Result<ReminderList, Failure> {
        self.said(self.current().reminder_list(login, self.language()))
    }

    /// When to remind of an account's debits.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::reminder_rules`], in words.
    pub fn reminder_rules(&self, login: &str) -> Result<Rules, Failure> {
        self.said(self.current().reminder_rules(login))
    }

    /// Sets when to remind of an account's debits.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::set_reminder_rules`], in words.
    pub fn set_reminder_rules(&self, login: &str, rules: Rules) -> Result<(), Failure> {
        self.said(self.current().set_reminder_rules(login, rules))
    }

    /// Holds back the reminders of an account until then, or no longer.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::snooze`], in words.
    pub fn snooze(&self, login: &str, until: Option<DateTime<Utc>>) -> Result<(), Failure> {
        self.said(self.current().snooze(login, until))
    }
}
