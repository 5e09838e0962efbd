use std::fmt;

use tokio_util::sync::CancellationToken;

/// How far a refresh has come. Later is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// On the way through the front page and the sign-in form.
    SigningIn,
    /// Reading the account page and the list of months.
    Account,
    /// Reading months.
    Months {
        /// How many are read and kept.
        done: usize,
        /// How many are to be read in all.
        of: usize,
    },
}

/// Somebody who is told how far a refresh has come, and who may cancel it.
pub struct Watch {
    progress: Box<dyn Fn(Progress) + Send + Sync>,
    pub(crate) cancel: CancellationToken,
}

impl Watch {
    /// Tells `progress` of every step forward, never of one backward.
    pub fn new(progress: impl Fn(Progress) + Send + Sync + 'static, cancel: CancellationToken) -> Self {
        Self { progress: Box::new(progress), cancel }
    }

    pub(crate) fn tell(&self, progress: Progress) {
        (self.progress)(progress);
    }
}

impl Default for Watch {
    /// Nobody.
    fn default() -> Self {
        Self::new(|_| {}, CancellationToken::new())
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cancel", &self.cancel).finish_non_exhaustive()
    }
}
