//! The local database: what was read of each account, kept to be shown without a network.
//!
//! Sums are whole kopecks. Days are written `2021-11-09`, months `2021-11`, and instants in
//! RFC 3339 in UTC: as text they sort in order of time, lose no part of a second, and can be read
//! by a customer who opens the file. What cannot be read back as what it should be is damage,
//! never a zero.
//!
//! Each write is one transaction; nothing that was read is written over. Deliberately not here:
//! passwords, what to fetch and when (`kabinet-sync`), and a clock.

mod account;
mod account_summary;
mod automatic;
mod category;
mod database;
mod error;
mod observed;
mod reminder;
mod search;
mod sql_types;
mod statement;
mod sync_log;
mod sync_status;

pub use crate::account::{Account, AccountId, NewAccount};
pub use crate::database::Store;
pub use crate::error::StoreError;
pub use crate::observed::Observed;
pub use crate::reminder::ShownReminder;
pub use crate::search::{Cursor, Found, FoundTotals, FoundTransaction, Search};
pub use crate::statement::UnreadMonth;
pub use crate::sync_log::RefreshRecord;
pub use crate::sync_status::{Failure, RefreshStatus};
