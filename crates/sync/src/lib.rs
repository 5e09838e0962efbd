//! Bringing what is kept of an account up to what its cabinet shows.
//!
//! [`sign_in`] checks a password and remembers the account; [`refresh`] reads what is new. Which
//! months those are is decided in `plan`, without a network. A refresh that fails, is cancelled or
//! is killed leaves every month that it read in full, and nothing else: the next one goes on from
//! there. [`schedule`] says when to refresh without being asked. Deliberately not here: how a
//! cabinet is read (`kabinet-providers`), waiting, a clock (`now` is an argument), and words for people.

mod diagnose;
mod error;
mod plan;
mod refresh;
pub mod schedule;
mod sign_in;
mod watch;

pub use diagnose::{Diagnosis, diagnose};
pub use error::SyncError;
pub use plan::Scope;
pub use refresh::{Refreshed, refresh};
pub use sign_in::{SignIn, sign_in};
pub use watch::{Progress, Watch};
