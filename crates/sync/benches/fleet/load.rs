//! The load of a site.

use crate::people::{DAY, Seconds};

/// The attempts of some programs on the day that is measured.
pub struct Load {
    /// The attempts in each second.
    per_second: Vec<u32>,
    pub attempts: u64,
    pub successes: u64,
    /// The longest time for which somebody waited for new figures after a breakdown.
    pub longest_recovery: Seconds,
}

impl Default for Load {
    fn default() -> Self {
        let per_second = (DAY..2 * DAY).map(|_| 0).collect();
        Self { per_second, attempts: 0, successes: 0, longest_recovery: 0 }
    }
}

impl Load {
    /// Counts an attempt, if it is on the day that is measured.
    pub fn count(&mut self, at: Seconds, succeeds: bool) {
        let second = usize::try_from(at - DAY).ok().and_then(|second| self.per_second.get_mut(second));
        if let Some(attempts) = second {
            *attempts += 1;
            self.attempts += 1;
            self.successes += u64::from(succeeds);
        }
    }

    /// Adds the load of others.
    pub fn add(&mut self, other: &Self) {
        self.per_second.iter_mut().zip(&other.per_second).for_each(|(sum, more)| *sum += more);
        self.attempts += other.attempts;
        self.successes += other.successes;
        self.longest_recovery = self.longest_recovery.max(other.longest_recovery);
    }

    /// Returns the attempts in the busiest part of the day with that length.
    pub fn peak(&self, seconds: usize) -> u32 {
        self.per_second.chunks(seconds).map(|part| part.iter().sum()).max().unwrap_or_default()
    }
}
