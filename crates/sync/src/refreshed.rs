//! Outcome of a refresh that read the balance.

use kabinet_domain::{ErrorCode, Month};

/// The outcome of a refresh that read the balance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The number of months read.
    pub months_read: usize,
    /// The number of their transactions that were not stored before.
    pub new_entries: usize,
    /// Listed months that could not be read, newest first, each with the reason.
    ///
    /// Their earlier versions stay as they were.
    pub unread_months: Vec<(Month, ErrorCode)>,
    /// Closed months whose figures the site lost or changed without an explanation, newest first.
    ///
    /// The reading is held back, and the earlier version stays.
    pub months_held_back: Vec<Month>,
    /// The reason why the list of months was not read; `None` if it was.
    pub unread_list: Option<ErrorCode>,
    /// The number of figures on the account page that are shown and were not understood.
    pub unread_fields: usize,
}

impl Refreshed {
    /// Returns true if everything that the site shows was read.
    pub fn is_complete(&self) -> bool {
        self.failure().is_none()
    }

    /// Returns the reason that the refresh log gives for an incomplete refresh.
    ///
    /// `None` if everything was read.
    pub fn failure(&self) -> Option<ErrorCode> {
        let of_month = || self.unread_months.first().map(|(_, code)| *code);
        let is_doubtful = self.unread_fields > 0 || !self.months_held_back.is_empty();
        self.unread_list.or_else(of_month).or(is_doubtful.then_some(ErrorCode::SiteChanged))
    }
}
