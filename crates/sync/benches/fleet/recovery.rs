//! The wait for new figures after a breakdown.

use crate::people::{Seconds, Session};
use crate::scenes::Scene;

/// The wait of one person, in time in which the program runs.
///
/// It begins anew where the program is started anew.
pub struct Recovery {
    mended_at: Option<Seconds>,
    /// True if figures are missing: an attempt failed, or there was no power.
    is_missing: bool,
    /// The time up to which was waited.
    at: Seconds,
    waited: Seconds,
    longest: Seconds,
}

impl Recovery {
    pub fn of(scene: &Scene) -> Self {
        let (mended_at, is_missing) = (scene.mended_at(), scene.cut.is_some());
        Self { mended_at, is_missing, at: 0, waited: 0, longest: 0 }
    }

    /// Begins a session.
    pub fn begin(&mut self, session: &Session) {
        self.at = session.from;
        if !session.woke {
            self.waited = 0;
        }
    }

    /// Lets the program run until a moment.
    pub fn pass(&mut self, until: Seconds) {
        let Some(mended_at) = self.mended_at.filter(|_| self.is_missing) else { return };
        self.waited += (until - self.at.max(mended_at)).max(0);
        self.at = until;
        self.longest = self.longest.max(self.waited);
    }

    /// Counts an attempt.
    pub fn attempt(&mut self, at: Seconds, succeeds: bool) {
        self.pass(at);
        self.at = at;
        let is_mended = self.mended_at.is_some_and(|mended_at| at >= mended_at);
        self.is_missing = if succeeds { self.is_missing && !is_mended } else { true };
    }

    pub fn longest(&self) -> Seconds {
        self.longest
    }
}
