//! Synchronisation of stored accounts with their portals.
//!
//! [`sign_in()`] checks a credential and stores the account; [`refresh()`] reads the new months. `plan`
//! chooses these months without a network. A refresh that fails, is cancelled or is killed leaves
//! every month that it read in full and nothing else; the next one continues from there. [`schedule`]
//! computes the times of automatic refreshes. Not here: reading a portal (`kabinet-providers`), waiting, a
//! clock (`now` is an argument), and texts for people.

mod diagnose;
mod error;
mod plan;
mod progress;
mod refresh;
mod refreshed;
pub mod schedule;
mod sign_in;

pub use crate::diagnose::{Diagnosis, diagnose};
pub use crate::error::SyncError;
pub use crate::plan::Scope;
pub use crate::progress::{Progress, ProgressObserver};
pub use crate::refresh::{RefreshRequest, refresh, refresh_in};
pub use crate::refreshed::Refreshed;
pub use crate::sign_in::{SignIn, sign_in, sign_in_logged};
