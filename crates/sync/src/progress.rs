//! Progress of a refresh.

use std::fmt;

use tokio_util::sync::CancellationToken;

/// The progress of a refresh.
///
/// A later step is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Signing in.
    SigningIn,
    /// Reading the account page and the list of months.
    Account,
    /// Reading months.
    Months {
        /// The number of months read and stored.
        done: usize,
        /// The number of months to read in all.
        of: usize,
    },
}

/// An observer that receives progress and may cancel the refresh.
pub struct ProgressObserver {
    progress: Box<dyn Fn(Progress) + Send + Sync>,
    /// Cancels the refresh.
    pub(crate) cancel: CancellationToken,
}

impl ProgressObserver {
    /// Creates an observer that calls `progress` for every step forward.
    pub fn new(progress: impl Fn(Progress) + Send + Sync + 'static, cancel: CancellationToken) -> Self {
        Self { progress: Box::new(progress), cancel }
    }

    /// Reports a step.
    pub(crate) fn report(&self, progress: Progress) {
        (self.progress)(progress);
    }
}

impl Default for ProgressObserver {
    /// Creates an observer that ignores progress and never cancels.
    fn default() -> Self {
        Self::new(|_| {}, CancellationToken::new())
    }
}

impl fmt::Debug for ProgressObserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProgressObserver").field("cancel", &self.cancel).finish_non_exhaustive()
    }
}
