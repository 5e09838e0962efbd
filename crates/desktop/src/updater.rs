//! The source of new versions of the program.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kabinet_api::ApiError;

use crate::shell::SystemError;

/// The source of new versions, and their installation in place of the running one.
#[async_trait]
pub trait Updater: Send + Sync {
    /// Returns the time of the last check, also of an earlier run.
    fn last_check(&self) -> Option<DateTime<Utc>>;

    /// Stores the time of a check.
    ///
    /// # Errors
    /// The error of the system.
    fn record_check(&self, at: DateTime<Utc>) -> Result<(), SystemError>;

    /// Reads the description of the newest version; `None` if the running one is as new.
    ///
    /// # Errors
    /// [`ApiError::UpdateUnreachable`] and [`ApiError::UpdateRefused`].
    async fn check(&self) -> Result<Option<Release>, ApiError>;

    /// Downloads the version of the last check, and installs it if it is genuine.
    ///
    /// # Errors
    /// [`ApiError::UpdateUnreachable`] and [`ApiError::UpdateRefused`], or that of writing the file. The
    /// running version is unchanged then.
    async fn install(&self) -> Result<(), ApiError>;

    /// Ends the program and starts the installed version.
    fn restart(&self);
}

/// A new version of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The number of the version.
    pub version: String,
    /// The changes, as the makers describe them.
    pub notes: String,
}

/// The newest version that is known, in this run of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownUpdate {
    pub(crate) release: Release,
    pub(crate) is_installed: bool,
}
