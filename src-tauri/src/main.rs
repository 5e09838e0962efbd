//! The desktop program: composes what draws with what decides, and runs it.
//!
//! Deliberately not here: what is done on a click, on a tick or when the window is closed
//! (`kabinet-desktop`), and what is shown (`ui`).

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod automation;
mod autostart;
mod browser;
mod commands;
mod data;
mod instance;
mod network;
mod notifier;
mod screen;
mod settings;
mod ticks;
mod tray;
mod webview;
mod window;

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use kabinet_api::{Kabinet, Language, SystemClock};
use kabinet_desktop::{Desktop, SessionSecrets};
use kabinet_keyring::Keyring;
use tauri::{App, Manager};

use crate::data::Data;
use crate::screen::TauriSurface;

fn main() -> ExitCode {
    if let Some(ended) = automation::shut_out() {
        return ended;
    }
    let Some(data) = Data::of_this_user() else { return ExitCode::FAILURE };
    let files = data.clone();
    let built = commands::registered(tauri::Builder::default())
        .plugin(instance::plugin())
        .plugin(autostart::plugin())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(window::state_plugin(&data))
        .on_window_event(window::on_event)
        .setup(move |app| compose(app, &data))
        .build(tauri::generate_context!());
    let Ok(app) = built else { return ExitCode::FAILURE };
    let code = app.run_return(window::stay_without_one);
    files.sweep_if_erased();
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn compose(app: &mut App, data: &Data) -> Result<(), Box<dyn Error>> {
    app.manage(instance::lock(data)?);
    let surface = Arc::new(TauriSurface::new(app.handle().clone(), data.clone()));
    let (preferences, were_lost) = settings::read(app.handle(), data);
    let clock = Arc::new(SystemClock);
    let secrets = Arc::new(SessionSecrets::over(Arc::new(Keyring::default())));
    let kabinet = Kabinet::new(data.folder(), clock.clone(), secrets);
    let language = Language::of_locale(sys_locale::get_locale().as_deref());
    let desktop = Arc::new(Desktop::new(kabinet, clock, surface, preferences, language));
    app.manage(Arc::clone(&desktop));
    notifier::report_clicks(app.handle());
    let has_window = !std::env::args().any(|argument| argument == autostart::HIDDEN);
    if has_window {
        window::open(app.handle(), None);
    }
    ticks::begin(app.handle(), &desktop, has_window, were_lost);
    Ok(())
}
