//! Saved preferences, and the time of the last check for updates.

use chrono::{DateTime, Utc};
use kabinet_api::view::Preferences;
use kabinet_desktop::SystemError;
use tauri::AppHandle;
use tauri_plugin_store::{Store, StoreExt};

use crate::paths::Data;

const PREFERENCES: &str = "preferences";
const UPDATE_CHECK: &str = "update_check";

/// Reads the preferences, and returns true beside them if they were damaged.
///
/// Damaged preferences are replaced with the defaults.
pub fn read(app: &AppHandle, data: &Data) -> (Preferences, bool) {
    let Ok(store) = app.store(data.settings()) else { return (Preferences::default(), true) };
    let is_damaged = data.settings().exists() && store.reload().is_err();
    let kept = store.get(PREFERENCES).map(serde_json::from_value);
    match kept {
        None => (Preferences::default(), is_damaged),
        Some(Ok(preferences)) => (preferences, is_damaged),
        Some(Err(_)) => (Preferences::default(), true),
    }
}

/// Saves the preferences.
///
/// # Errors
/// The error of the system.
pub fn save(app: &AppHandle, data: &Data, preferences: Preferences) -> Result<(), SystemError> {
    let store = app.store(data.settings())?;
    store.set(PREFERENCES, serde_json::to_value(preferences)?);
    Ok(Store::save(&store)?)
}

/// Returns the time of the last check for updates.
pub fn last_update_check(app: &AppHandle, data: &Data) -> Option<DateTime<Utc>> {
    let store = app.store(data.settings()).ok()?;
    serde_json::from_value(store.get(UPDATE_CHECK)?).ok()
}

/// Stores the time of a check for updates.
///
/// # Errors
/// The error of the system.
pub fn record_update_check(app: &AppHandle, data: &Data, at: DateTime<Utc>) -> Result<(), SystemError> {
    let store = app.store(data.settings())?;
    store.set(UPDATE_CHECK, serde_json::to_value(at)?);
    Ok(Store::save(&store)?)
}
