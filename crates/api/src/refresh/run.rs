//! One refresh of an account.

use kabinet_providers::Provider;
use kabinet_sync::{self as sync, ProgressObserver, RefreshRequest, Scope};

use crate::accounts::credentials::{Credentials, redact_password};
use crate::error::to_api_error;
use crate::{AccountContext, ApiError, ErrorCode, KeptData, view};

impl AccountContext {
    /// Reads the new data of the account from its site.
    ///
    /// Stored credentials that the site rejects are deleted, so that no later refresh tries them
    /// and locks the account. Once a week it makes an automatic copy of the data.
    ///
    /// # Errors
    /// [`ApiError::Provider`] if the site refuses or is not understood, [`ApiError::AnotherAccount`],
    /// [`ApiError::Cancelled`], and [`ApiError::Database`] if the data cannot be stored or are damaged.
    pub async fn refresh(
        &mut self,
        credentials: Credentials,
        scope: Scope,
        observer: &ProgressObserver,
    ) -> Result<view::Refreshed, ApiError> {
        let provider = self.provider()?;
        let is_first = self.store.refresh_log(self.account.id, 1)?.is_empty();
        let (account, credential) = (self.account.id, credentials.key.clone());
        let request = RefreshRequest { account, credential, now: self.api.clock.now(), scope };
        let open = &self.api.open_sessions;
        let mut session = open.take(&self.key(), &credentials.key);
        let outcome =
            sync::refresh_in(&mut self.store, provider.as_ref(), request, observer, &mut session).await;
        open.keep(self.key(), &credentials.key, session);
        self.delete_rejected(&credentials, &outcome).await;
        let refreshed = outcome.map_err(|error| {
            let kept = self.kept_data(provider.as_ref());
            to_api_error(
                redact_password(error, &credentials.key),
                provider.as_ref(),
                &self.account.site,
                kept,
            )
        })?;
        if !is_first {
            self.api.keep_copy_if_due(&mut self.store)?;
        }
        Ok(view::Refreshed::new(&self.account, refreshed, self.unread_parts()?))
    }

    /// Returns the result of a refresh that was not needed.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn nothing_new(&self) -> Result<view::Refreshed, ApiError> {
        Ok(view::Refreshed::new(&self.account, sync::Refreshed::default(), self.unread_parts()?))
    }

    /// Records a refresh that failed before it reached the site.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn record_failure(&mut self, code: ErrorCode) -> Result<(), ApiError> {
        Ok(self.store.record_refresh(self.account.id, self.api.clock.now(), Err(code))?)
    }

    fn kept_data(&self, provider: &dyn Provider) -> Option<KeptData> {
        let observed = self.summary().ok()?;
        let read_on = self.read_on(observed.read_at).ok()?;
        Some(KeptData { read_on, today: self.api.now_at(provider).date() })
    }
}
