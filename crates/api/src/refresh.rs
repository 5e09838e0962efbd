//! Refreshes: one run, the schedule of automatic ones, and the diagnosis of a visit.

pub(crate) mod diagnostics;
pub(crate) mod open_sessions;
mod run;
mod schedule;
