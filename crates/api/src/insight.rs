//! Analysis of an account: summary, overview, forecast, audit, changes and reminders.

pub(crate) mod audit;
mod changes;
mod forecast;
mod overview;
pub(crate) mod reminders;
pub(crate) mod summary;
mod unread;
