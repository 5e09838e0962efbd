//! The local database of everything that was read of each account, to be shown without a network.
//!
//! Amounts are whole kopecks. Days are written `2021-11-09`, months `2021-11`, and instants in
//! RFC 3339 in UTC: as text they sort in order of time, lose no part of a second, and can be read
//! by a customer who opens the file. A value that does not decode is damage, never a zero.
//!
//! Each write is one transaction, and nothing that was read is overwritten. Not here: passwords,
//! the choice of pages to fetch and of the time to fetch them (`kabinet-sync`), and a clock.

mod account;
mod account_summary;
mod category;
mod database;
mod error;
mod key;
mod observed;
mod passphrase;
mod private_folder;
mod reminder;
mod search;
mod sql_types;
mod statement;
mod stored_code;
mod sync_log;
mod sync_status;

pub use crate::account::{Account, AccountId, NewAccount};
pub use crate::database::{FileKind, KeptCopy, KeyNote, SetAside, SetAsideReason, Store};
pub use crate::error::StoreError;
pub use crate::key::{DatabaseKey, KeyId, KeySource};
pub use crate::observed::Observed;
pub use crate::passphrase::Passphrase;
pub use crate::private_folder::create_private_folder;
pub use crate::reminder::{Delivery, ShownReminder};
pub use crate::search::{Cursor, Found, FoundTotals, FoundTransaction, Search};
pub use crate::statement::{UnreadMonth, Version};
pub use crate::stored_code::StoredCode;
pub use crate::sync_log::RefreshRecord;
pub use crate::sync_status::{Failure, RefreshStatus};
