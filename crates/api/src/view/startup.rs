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
    /// True if the program updates itself.
    pub updates_itself: bool,
    /// The new version that the customer may install; null if none is known.
    pub update: Option<UpdateOffer>,
}

/// A new version of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UpdateOffer {
    /// The number of the version.
    pub version: String,
    /// The changes since the version before, as its makers describe them.
    pub notes: String,
    /// True if it is installed and begins with the next start of the program.
    pub installed: bool,
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
