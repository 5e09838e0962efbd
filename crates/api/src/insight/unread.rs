//! Parts of an account's site that were not read.

use kabinet_domain::ErrorCode;

use crate::view::{UnreadMonth, UnreadParts};
use crate::{AccountContext, ApiError};

impl AccountContext {
    /// Returns the parts of the account's site that the last refreshes did not read.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn unread_parts(&self) -> Result<UnreadParts, ApiError> {
        let id = self.account.id;
        let summary = self.store.summary(id)?;
        let unread = self.store.unread_months(id)?.into_iter();
        let held_back = self.store.held_back_months(id)?.into_iter();
        let parts = UnreadParts {
            unread: summary.map(|summary| summary.value.unread).unwrap_or_default(),
            unread_months: unread
                .map(|it| UnreadMonth { month: it.month, reason: it.reason.code() })
                .collect(),
            held_back_months: held_back.map(|it| it.value.totals.month).collect(),
            unread_list: None,
        };
        Ok(UnreadParts { unread_list: self.unread_list(&parts)?, ..parts })
    }

    /// Returns the reason why the last refresh did not read the list of months.
    ///
    /// `None` if it read the list, or not even the balance.
    /// The log has one reason for a refresh, so it is of the list if nothing else was left unread.
    fn unread_list(&self, parts: &UnreadParts) -> Result<Option<ErrorCode>, ApiError> {
        let succeeded_at = self.store.refresh_status(self.account.id)?.succeeded_at;
        let last = self.store.refresh_log(self.account.id, 1)?.pop();
        let is_of_success = last.as_ref().is_some_and(|last| succeeded_at == Some(last.at));
        let failure = last.filter(|_| is_of_success && parts.is_complete()).and_then(|last| last.failure);
        Ok(failure.map(|code| code.code()))
    }
}
