//! The use cases that the window and the command line share.
//!
//! Here are also the views that cross to them, the texts of errors, and the ports to the clock and
//! the keyring. Not here: Tauri, a terminal, a real keyring (`kabinet-keyring`), HTTP and SQL.

mod account_context;
mod accounts;
mod app;
mod atomic_file;
mod backup;
mod database_key;
mod error;
mod insight;
mod key_state;
mod l10n;
mod ledger;
mod links;
mod ports;
mod process_limits;
mod protection;
mod providers;
mod refresh;
mod tray;
mod vault;
pub mod view;

pub use crate::account_context::AccountContext;
pub use crate::accounts::credentials::Credentials;
pub use crate::accounts::sign_in::{FailedSignIn, SignIn};
pub use crate::accounts::target::SignInTarget;
pub use crate::app::Api;
pub use crate::atomic_file::replace as replace_file;
pub use crate::error::{ApiError, KeptData, Portal, UpdateRefusal, WithWarning};
pub use crate::insight::reminders::NewReminder;
pub use crate::insight::summary::SummaryAtProvider;
pub use crate::key_state::KeyPlace;
pub use crate::l10n::catalog::{Catalog, Language};
pub use crate::l10n::mask::without_amounts;
pub use crate::ports::{Clock, SecretName, Secrets, SecretsError, SystemClock};
pub use crate::process_limits::forbid_core_dumps;
pub use crate::refresh::diagnostics::Diagnosed;
pub use crate::tray::{Tray, TrayAction, TrayIcon, TrayItem};
pub use kabinet_domain::{AccountKey, DateRange, ErrorCode, Remedy, ReminderKey};
pub use kabinet_export::ExportError;
pub use kabinet_providers::BrowserSession;
pub use kabinet_sync::schedule::{JITTER_MAX, Plan, RetryPolicy, Trigger, has_slept};
pub use kabinet_sync::{Progress, ProgressObserver, Scope};
