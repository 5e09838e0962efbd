//! Parts of the site that were not read.

use kabinet_domain::{ErrorCode, Month, SummaryField, UnreadField, UnreadReason};
use serde::Serialize;
use ts_rs::TS;

use crate::Language;

/// The parts of an account's site that were not read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UnreadParts {
    /// The figures of the account page, also those that the page does not show.
    pub unread: Vec<UnreadField>,
    /// The months whose last reading failed, newest first.
    pub unread_months: Vec<UnreadMonth>,
    /// The months whose last reading is held back, newest first.
    pub held_back_months: Vec<Month>,
    /// The reason why the list of months was not read; null if it was.
    pub unread_list: Option<ErrorCode>,
}

/// A month whose last reading failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct UnreadMonth {
    /// The month.
    pub month: Month,
    /// The reason.
    pub reason: ErrorCode,
}

/// A figure of the account page that was not read, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnreadFigure {
    /// The figure.
    #[ts(as = "String")]
    pub field: SummaryField,
    /// True if the page shows no such figure, so that nothing went wrong.
    pub absent: bool,
    /// The state of the figure, to be shown in its place.
    pub text: String,
}

/// A month that was never read because its reading failed, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "UnreadMonth")]
pub struct UnreadMonthView {
    /// The month.
    #[ts(as = "String")]
    pub month: Month,
    /// The reason.
    pub text: String,
}

impl UnreadParts {
    /// Returns true if everything that the site shows was read.
    pub fn is_complete(&self) -> bool {
        self.unread.iter().all(is_absent) && !self.lacks_months()
    }

    /// Returns true if some months or their list were not read, or are held back.
    pub(crate) fn lacks_months(&self) -> bool {
        self.unread_list.is_some() || !self.unread_months.is_empty() || !self.held_back_months.is_empty()
    }

    /// Returns the reason why the last reading of a month is not shown; `None` if it is.
    pub(crate) fn doubt(&self, month: Month, language: Language) -> Option<String> {
        let unread = self.unread_months.iter().find(|unread| unread.month == month);
        let held_back = || self.held_back_months.contains(&month).then(|| language.held_back_month());
        unread.map(|unread| language.unread_again(unread.reason)).or_else(held_back)
    }

    /// Returns sentences about everything that the site shows and that was not read.
    pub fn messages(&self, language: Language) -> Vec<String> {
        let figures = self.unread.iter().filter(|field| !is_absent(field));
        let figures = figures.map(|field| language.unread_sentence(field));
        figures.chain(self.month_messages(language)).collect()
    }

    /// Returns sentences about months that were not read, or are held back.
    pub(crate) fn month_messages(&self, language: Language) -> Vec<String> {
        let list = self.unread_list.map(|reason| language.unread_list(reason));
        let months = self.unread_months.iter().map(|it| it.month).collect::<Vec<_>>();
        let unread = language.months_sentence("unread-months", &months);
        let held_back = language.months_sentence("held-back-months", &self.held_back_months);
        list.into_iter().chain(unread).chain(held_back).collect()
    }
}

impl UnreadFigure {
    pub(crate) fn new(unread: &UnreadField, language: Language) -> Self {
        Self { field: unread.field, absent: is_absent(unread), text: language.unread_figure(unread) }
    }
}

impl UnreadMonthView {
    pub(crate) fn new(unread: UnreadMonth, language: Language) -> Self {
        Self { month: unread.month, text: language.unread_month(unread.reason) }
    }
}

fn is_absent(field: &UnreadField) -> bool {
    field.reason == UnreadReason::NotShown
}
