//! What the window and the command line share: the use cases, the wire types, the codes of errors
//! with their words, and the ports to the clock and the keyring.
//!
//! Deliberately not here: Tauri, a terminal, a real keyring (`kabinet-keyring`), HTTP and SQL.

mod accounts;
mod address;
mod audit;
mod background;
mod begun;
mod catalogue;
mod changes;
mod code;
mod debits;
mod diagnose;
mod error;
mod error_words;
mod export;
mod export_words;
mod forecast;
mod kabinet;
mod kinds;
mod links;
mod overview;
mod ports;
mod providers;
mod refresh;
mod reminders;
mod search;
mod secrets;
mod sign_in;
mod sign_out;
mod statement;
mod summary;
mod tray;
pub mod wire;
mod words;

pub use catalogue::{Catalogue, Language};
pub use code::{Code, Exit};
pub use diagnose::Diagnosed;
pub use error::{ApiError, Cabinet, KeptData};
pub use kabinet::Kabinet;
pub use kabinet_export::{Days, ExportError};
pub use kabinet_providers::BegunSession;
pub use kabinet_store::Account;
pub use kabinet_sync::schedule::{ATTEMPTS, CERTAIN, Occasion, Trouble};
pub use kabinet_sync::{Progress, Scope, Watch};
pub use ports::{Clock, SecretName, Secrets, SecretsError, SystemClock};
pub use refresh::Access;
pub use reminders::Due;
pub use sign_in::{Place, SignIn};
pub use summary::Overview;
pub use tray::{Tray, TrayAction, TrayIcon, TrayLine};

/// Something that was done, and what is to be said about it all the same.
#[derive(Debug)]
pub struct Done<T> {
    /// What was done.
    pub outcome: T,
    /// What did not go as it should.
    pub warning: Option<ApiError>,
}
