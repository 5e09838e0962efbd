use kabinet_api::wire::window::Preferences;
use kabinet_desktop::SystemError;
use tauri::AppHandle;
use tauri_plugin_store::{Store, StoreExt};

use crate::data::Data;

const PREFERENCES: &str = "preferences";

/// What is set up, and whether it could not be read: then it is as at the first start.
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

/// Keeps what is set up.
///
/// # Errors
/// What the system says.
pub fn keep(app: &AppHandle, data: &Data, preferences: Preferences) -> Result<(), SystemError> {
    let store = app.store(data.settings())?;
    store.set(PREFERENCES, serde_json::to_value(preferences)?);
    Ok(Store::save(&store)?)
}
