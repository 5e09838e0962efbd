use chrono::{DateTime, TimeDelta, Utc};
use kabinet_domain::coming_debit;
use kabinet_store::Account;
use kabinet_sync::schedule::{self, History, Occasion, Trouble};

use crate::kabinet::local;
use crate::{ApiError, Kabinet};

impl Kabinet {
    /// When to refresh an account next without being asked; `None` until the customer acts.
    /// `chance` is a number from 0 to [`schedule::CERTAIN`], drawn anew for each question.
    ///
    /// # Errors
    /// Those of the database and its folder.
    pub fn next_refresh(
        &self,
        account: &Account,
        occasion: Occasion,
        chance: u32,
    ) -> Result<Option<DateTime<Utc>>, ApiError> {
        let store = self.store()?;
        let provider = self.provider(&account.provider)?;
        let time_zone = provider.declaration().time_zone;
        let today = self.now_at(provider.as_ref()).date();
        let debit = store
            .summary(account.id)?
            .and_then(|kept| coming_debit(&kept.value, local(kept.read_at, time_zone).date(), today));
        let history = History {
            succeeded_at: store.refresh_status(account.id)?.succeeded_at,
            automatic_at: store.automatic_refresh(account.id)?,
            debit_date: debit.map(|(date, _)| date),
            time_zone,
        };
        Ok(schedule::next(occasion, &history, self.clock.now(), chance))
    }

    /// Records that an account is about to be refreshed without being asked.
    ///
    /// # Errors
    /// Those of the database and its folder.
    pub fn record_automatic_refresh(&self, account: &Account) -> Result<(), ApiError> {
        Ok(self.store()?.record_automatic_refresh(account.id, self.clock.now())?)
    }

    /// Whether the account was read so short a time ago that a click would show the same.
    ///
    /// # Errors
    /// Those of the database and its folder.
    pub fn is_fresh(&self, account: &Account) -> Result<bool, ApiError> {
        let status = self.store()?.refresh_status(account.id)?;
        Ok(schedule::is_fresh(status.succeeded_at, self.clock.now()))
    }
}

impl ApiError {
    /// What it means for refreshing again without being asked; `None` if it was no failure.
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Cabinet { error, .. } => Some(Trouble::of(error)),
            Self::Cancelled | Self::SignInGivenUp => None,
            Self::Database(_) => Some(Trouble::Passing(TimeDelta::zero())),
            Self::UnknownProvider { .. }
            | Self::BadDescription(_)
            | Self::BadAddress { .. }
            | Self::NoAccount
            | Self::UnknownAccount { .. }
            | Self::WhichAccount { .. }
            | Self::MonthNotKept { .. }
            | Self::NotABookmark
            | Self::NothingRead { .. }
            | Self::PasswordNeeded { .. }
            | Self::AnotherAccount { .. }
            | Self::NothingToExport { .. }
            | Self::NotExported(_)
            | Self::FileNotWritten { .. }
            | Self::NoLink
            | Self::DataFolder { .. }
            | Self::PasswordNotKept(_)
            | Self::PasswordNotDeleted(_)
            | Self::SystemRefused(_) => Some(Trouble::Theirs),
        }
    }
}
