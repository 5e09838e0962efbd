//! The schedule of automatic refreshes.

use kabinet_domain::coming_debit;
use kabinet_sync::schedule::{self, History, Plan, RetryPolicy, Trigger};

use crate::view::LastError;
use crate::{AccountContext, ApiError, ErrorCode, SecretsError};

impl AccountContext {
    /// Plans the next automatic refresh after an event.
    ///
    /// `jitter` is a number from 0 to [`schedule::JITTER_MAX`], drawn anew for each call.
    ///
    /// # Errors
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn plan_refresh(
        &self,
        trigger: Trigger,
        before: Option<Plan>,
        jitter: u32,
    ) -> Result<Plan, ApiError> {
        let (id, today) = (self.account.id, self.today()?);
        let debit = match self.store.summary(id)? {
            Some(observed) => coming_debit(&observed.value, self.read_on(observed.read_at)?, today),
            None => None,
        };
        let history = History {
            succeeded_at: self.store.refresh_status(id)?.succeeded_at,
            automatic_at: self.store.automatic_refresh(id)?,
            debit_date: debit.map(|(date, _)| date),
            time_zone: self.provider()?.info().time_zone,
        };
        Ok(Plan::after(trigger, before, &history, self.api.clock.now(), jitter))
    }

    /// Records that an automatic refresh of the account begins.
    ///
    /// # Errors
    /// [`ApiError::Database`] if it cannot be stored.
    pub fn record_automatic_refresh(&mut self) -> Result<(), ApiError> {
        Ok(self.store.record_automatic_refresh(self.account.id, self.api.clock.now())?)
    }

    /// Returns true if the last refresh failed for want of a password.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn lacks_password(&self) -> Result<bool, ApiError> {
        let error = LastError::since_success(&self.store.refresh_status(self.account.id)?);
        Ok(error.is_some_and(|error| error.code == ErrorCode::PasswordNeeded))
    }

    /// Returns true if the account was read so recently that a refresh would show the same.
    ///
    /// # Errors
    /// [`ApiError::Database`] if the data cannot be read.
    pub fn is_fresh(&self) -> Result<bool, ApiError> {
        let status = self.store.refresh_status(self.account.id)?;
        Ok(schedule::is_fresh(status.succeeded_at, self.api.clock.now()))
    }
}

impl ApiError {
    /// Returns the effect on the schedule of automatic refreshes; `None` if it is no failure.
    pub fn trouble(&self) -> Option<RetryPolicy> {
        match self {
            Self::Provider { error, .. } => Some(RetryPolicy::of(error)),
            Self::Cancelled
            | Self::SignInGivenUp
            | Self::UpdateUnreachable { .. }
            | Self::UpdateRefused(_) => None,
            Self::Database(_) | Self::SetAside(_) => Some(RetryPolicy::Soon),
            Self::DatabaseLocked { .. } | Self::PassphraseNeeded | Self::WrongPassphrase => {
                Some(RetryPolicy::NextInterval)
            }
            Self::PasswordNeeded { why, .. } if is_passing(why) => Some(RetryPolicy::NextInterval),
            Self::UnknownProvider { .. }
            | Self::BadDescription(_)
            | Self::BadAddress { .. }
            | Self::NoAccount
            | Self::UnknownAccount { .. }
            | Self::WhichAccount { .. }
            | Self::MonthNotKept { .. }
            | Self::NotACursor
            | Self::NothingRead { .. }
            | Self::PasswordNeeded { .. }
            | Self::AnotherAccount { .. }
            | Self::NothingToExport { .. }
            | Self::NotExported(_)
            | Self::FileNotWritten { .. }
            | Self::NoLink
            | Self::DataFolder { .. }
            | Self::PasswordNotKept(_)
            | Self::SessionNotKept(_)
            | Self::PasswordNotDeleted(_)
            | Self::SystemRefused(_) => Some(RetryPolicy::UserAction),
        }
    }
}

/// Returns true if the keyring may answer at the next regular refresh.
///
/// It may start or be unlocked until then.
fn is_passing(why: &SecretsError) -> bool {
    match why {
        SecretsError::NoSessionBus
        | SecretsError::NoSecretService
        | SecretsError::NoDefaultCollection
        | SecretsError::Locked
        | SecretsError::PromptDismissed
        | SecretsError::PromptTimedOut
        | SecretsError::Unresponsive
        | SecretsError::Failed(_) => true,
        SecretsError::NotKept => false,
    }
}
