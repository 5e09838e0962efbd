//! Refreshes: one run, the schedule of automatic ones, and the diagnosis of a visit.

pub(crate) mod diagnostics;
mod run;
mod schedule;
