//! The store on real files.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod accounts;
mod doubt;
mod fixtures;
mod interrupted;
mod kinds;
mod months;
mod opening;
mod other_process;
mod past;
mod refreshes;
mod reminders;
mod round_trip;
mod search;
mod summaries;
