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
mod automatic;
mod column;
mod error;
mod kept;
mod kind;
mod open;
mod past;
mod refresh;
mod refresh_log;
mod reminder;
mod search;
mod statement;
mod summary;

pub use account::{Account, AccountId, NewAccount};
pub use error::StoreError;
pub use kept::Kept;
pub use open::Store;
pub use refresh::{Failure, RefreshStatus};
pub use refresh_log::RefreshRecord;
pub use reminder::ShownReminder;
pub use search::{Bookmark, Found, FoundEntry, FoundTotals, Search};
