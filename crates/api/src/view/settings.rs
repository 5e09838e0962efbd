//! Preferences.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The preferences of the window.
///
/// Losing them is harmless: defaults apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Preferences {
    /// The language.
    pub language: LanguageChoice,
    /// Light or dark.
    pub look: Look,
    /// True if amounts are hidden until the customer shows them.
    pub hide_amounts: bool,
    /// True if the program stays in the tray when its window is closed.
    pub close_to_tray: bool,
    /// True if an automatic refresh notifies of changes.
    pub notify_changes: bool,
    /// The size of the text in percent of the normal one.
    pub text_size: u16,
    /// True if the customer knows that the program stays in the tray.
    pub tray_explained: bool,
    /// True if the customer has read the first hints.
    pub hints_read: bool,
    /// True if the program checks once a day for a new version of itself.
    pub check_for_updates: bool,
}

/// The choice of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Language")]
pub enum LanguageChoice {
    /// The setting of the system.
    #[default]
    System,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// The look of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// The setting of the system.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Default for Preferences {
    /// Returns the defaults.
    ///
    /// They follow the system, show amounts, close to the tray, show no notices of changes, and check
    /// for updates.
    fn default() -> Self {
        Self {
            language: LanguageChoice::System,
            look: Look::System,
            hide_amounts: false,
            close_to_tray: true,
            notify_changes: false,
            text_size: 100,
            tray_explained: false,
            hints_read: false,
            check_for_updates: true,
        }
    }
}
