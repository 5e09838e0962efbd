//! New versions of the program: when to check for one, and its installation.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use kabinet_api::view::{Failure, UpdateOffer};
use kabinet_api::{ApiError, UpdateRefusal};

use crate::Desktop;
use crate::shell::Event;
use crate::updater::{KnownUpdate, Release, Updater};

/// The shortest time between two checks that the customer did not ask for.
const BETWEEN_CHECKS: TimeDelta = TimeDelta::days(1);

impl Desktop {
    /// Checks for a new version if a day has passed and the customer allows it.
    ///
    /// A failure is not shown: nobody asked, and the next check is a day later.
    pub async fn check_for_due_update(&self) {
        let Some(updater) = &self.updater else { return };
        let now = self.clock.now();
        if self.preferences().check_for_updates
            && self.shell.has_network()
            && self.last_update_check(updater.as_ref()).is_none_or(|last| is_day_over(last, now))
            && let Ok(Some(_)) = self.check_with(updater.as_ref()).await
        {
            self.shell.emit(&Event::Update);
        }
    }

    /// Checks for a new version on a click, and returns it; `None` if the running one is as new.
    ///
    /// # Errors
    /// The failure of [`Updater::check`].
    pub async fn check_for_updates(&self) -> Result<Option<UpdateOffer>, Failure> {
        let updater = self.localized(self.own_updater())?;
        self.localized(self.check_with(updater.as_ref()).await)?;
        Ok(self.update_offer())
    }

    /// Downloads and installs the version that the customer has agreed to.
    ///
    /// # Errors
    /// The failure of [`Updater::install`].
    pub async fn install_update(&self, version: &str) -> Result<(), Failure> {
        let updater = self.localized(self.own_updater())?;
        self.localized(self.install_with(updater.as_ref(), version).await)
    }

    /// Starts the installed version in place of the running one.
    pub fn restart(&self) {
        if let Some(updater) = &self.updater {
            updater.restart();
        }
    }

    /// Returns the new version as the window shows it.
    pub(crate) fn update_offer(&self) -> Option<UpdateOffer> {
        let KnownUpdate { release, is_installed } = self.with_state(|state| state.update.clone())?;
        Some(UpdateOffer { version: release.version, notes: release.notes, installed: is_installed })
    }

    fn own_updater(&self) -> Result<Arc<dyn Updater>, ApiError> {
        self.updater.clone().ok_or(ApiError::UpdateRefused(UpdateRefusal::NotOffered))
    }

    fn last_update_check(&self, updater: &dyn Updater) -> Option<DateTime<Utc>> {
        self.with_state(|state| state.checked_for_updates).or_else(|| updater.last_check())
    }

    /// Checks for a new version; one that was installed in this run stays the known one.
    async fn check_with(&self, updater: &dyn Updater) -> Result<Option<Release>, ApiError> {
        let _lock = self.update_lock.lock().await;
        if self.with_state(|state| state.update.as_ref().is_some_and(|update| update.is_installed)) {
            return Ok(None);
        }
        let now = self.clock.now();
        self.with_state(|state| state.checked_for_updates = Some(now));
        // Where it cannot be stored, the next run checks once more.
        let _ = updater.record_check(now);
        let newest = updater.check().await?;
        let known = newest.clone().map(|release| KnownUpdate { release, is_installed: false });
        self.with_state(|state| state.update = known);
        Ok(newest)
    }

    async fn install_with(&self, updater: &dyn Updater, version: &str) -> Result<(), ApiError> {
        let _lock = self.update_lock.lock().await;
        let is_offered = |update: &KnownUpdate| update.release.version == version && !update.is_installed;
        if !self.with_state(|state| state.update.as_ref().is_some_and(is_offered)) {
            return Err(ApiError::UpdateRefused(UpdateRefusal::NotOffered));
        }
        updater.install().await?;
        self.with_state(|state| state.update.iter_mut().for_each(|update| update.is_installed = true));
        Ok(())
    }
}

/// Returns true once a day has passed, or if the clock was set back.
fn is_day_over(last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    !(TimeDelta::zero()..BETWEEN_CHECKS).contains(&(now - last))
}
