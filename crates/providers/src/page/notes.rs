//! What reading a page has come upon, for those who ask how it was read. Nothing is read from here.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Missing;

/// A label that was found on a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FoundLabel {
    /// The label as customers know it.
    pub label: String,
    /// The words that it was found by.
    pub by: String,
    /// How well they fit: 100 for the surest words alone; where their value stands counts too.
    pub score: i32,
}

/// What was found on a page and what was not, each once.
#[derive(Debug, Default)]
pub struct Notes(Mutex<(Vec<FoundLabel>, Vec<Missing>)>);

const BEST_RANK: i32 = 100;
const RANK_STEP: i32 = 8;

impl Notes {
    /// Notes that a label was found.
    pub fn found(&self, label: &str, by: &str, score: i32) {
        let found = FoundLabel { label: label.to_owned(), by: by.to_owned(), score };
        let notes = &mut self.locked().0;
        if !notes.contains(&found) {
            notes.push(found);
        }
    }

    /// Notes that labels were looked for, and what is wrong with them.
    pub fn missing(&self, labels: &[Missing]) {
        let notes = &mut self.locked().1;
        let new: Vec<Missing> = labels.iter().filter(|label| !notes.contains(label)).cloned().collect();
        notes.extend(new);
    }

    /// What was found, and what was not.
    pub fn taken(&self) -> (Vec<FoundLabel>, Vec<Missing>) {
        self.locked().clone()
    }

    fn locked(&self) -> MutexGuard<'_, (Vec<FoundLabel>, Vec<Missing>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clone for Notes {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.taken()))
    }
}

/// How well the words fit that stand at this place among a label's synonyms, the surest first.
pub fn score(rank: usize) -> i32 {
    let rank = i32::try_from(rank).unwrap_or(i32::MAX);
    BEST_RANK.saturating_sub(RANK_STEP.saturating_mul(rank))
}
