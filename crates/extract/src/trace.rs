//! Record of the labels found on a page, for diagnostics only.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::effort::spend;
use crate::error::Missing;

/// A label that was found on a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FoundLabel {
    /// The label as customers know it.
    pub label: String,
    /// The text on the page that matched.
    pub by: String,
    /// The fit of text and place: 100 for the best text, plus points for the place of the value.
    pub score: i32,
}

/// Labels found and missing on a page, each once.
#[derive(Debug, Default)]
pub struct Trace(Mutex<(Vec<FoundLabel>, Vec<Missing>)>);

const BEST_RANK: i32 = 100;
const RANK_STEP: i32 = 8;

impl Trace {
    /// Records that a label was found.
    pub fn found(&self, label: &str, by: &str, score: i32) {
        let found = FoundLabel { label: label.to_owned(), by: by.to_owned(), score };
        let labels = &mut self.locked().0;
        spend(labels.len());
        if !labels.contains(&found) {
            labels.push(found);
        }
    }

    /// Records labels that are missing or unreadable.
    pub fn missing(&self, labels: &[Missing]) {
        let known = &mut self.locked().1;
        spend(known.len() * labels.len());
        let new: Vec<Missing> = labels.iter().filter(|label| !known.contains(label)).cloned().collect();
        known.extend(new);
    }

    /// Returns the labels found and the missing ones.
    pub fn taken(&self) -> (Vec<FoundLabel>, Vec<Missing>) {
        self.locked().clone()
    }

    fn locked(&self) -> MutexGuard<'_, (Vec<FoundLabel>, Vec<Missing>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clone for Trace {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.taken()))
    }
}

/// Returns the score of the synonym with this rank; rank 0 is the best.
pub fn score(rank: usize) -> i32 {
    let rank = i32::try_from(rank).unwrap_or(i32::MAX);
    BEST_RANK.saturating_sub(RANK_STEP.saturating_mul(rank))
}
