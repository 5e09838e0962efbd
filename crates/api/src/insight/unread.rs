//! Parts of an account's site that were not read.

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
        Ok(UnreadParts {
            unread: summary.map(|summary| summary.value.unread).unwrap_or_default(),
            unread_list: self.store.refresh_status(id)?.unread_list.map(|code| code.code()),
            ..self.unread_months()?
        })
    }

    /// Returns the months among the parts that were not read; the other parts are empty.
    pub(crate) fn unread_months(&self) -> Result<UnreadParts, ApiError> {
        let unread = self.store.unread_months(self.account.id)?.into_iter();
        let held_back = self.store.held_back_months(self.account.id)?.into_iter();
        Ok(UnreadParts {
            unread_months: unread
                .map(|it| UnreadMonth { month: it.month, reason: it.reason.code() })
                .collect(),
            held_back_months: held_back.map(|it| it.value.totals.month).collect(),
            ..UnreadParts::default()
        })
    }
}
