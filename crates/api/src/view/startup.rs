//! The first screen of the window.

use serde::Serialize;
use ts_rs::TS;

use crate::view::{Account, OverviewScreen, Preferences, Provider};

/// The data that the window starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AppInfo {
    /// The stored accounts.
    pub accounts: Vec<Account>,
    /// The providers that can be chosen.
    pub providers: Vec<Provider>,
    /// The preferences.
    pub preferences: Preferences,
    /// The language to speak, `ru` or `en`.
    pub locale: String,
    /// True while the example is shown.
    pub example: bool,
    /// The program's version.
    pub version: String,
}

/// The documents of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct About {
    /// The changes by version, newest first.
    pub news: String,
    /// The licence.
    pub licence: String,
}

/// The data of the first screen, in one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Startup {
    /// The data that the window starts with.
    pub start: AppInfo,
    /// The first account; null if there is none or it cannot be read.
    pub first: Option<OverviewScreen>,
}
