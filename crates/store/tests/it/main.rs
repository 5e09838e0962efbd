//! Tests of the store on real files.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod accounts;
mod backups;
mod categories;
mod copies;
mod damage;
mod doubtful_months;
mod history;
mod interrupted;
mod keys;
mod month_marks;
mod months;
mod opening;
mod refreshes;
mod reminders;
mod round_trip;
mod search;
mod summaries;
mod support;
