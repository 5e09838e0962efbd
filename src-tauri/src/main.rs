//! The desktop program: connects its behaviour to Tauri, and runs it.
//!
//! Not here: the reactions to clicks, ticks and the closing of the window (`kabinet-desktop`), and
//! the page of the window (`ui`).

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod autostart;
mod commands;
mod network;
mod notifications;
mod paths;
mod preferences;
mod shell;
mod sign_in_window;
mod single_instance;
mod timers;
mod tray;
mod updates;
mod webdriver;
mod webview;
mod window;

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use kabinet_api::{Api, Language, SystemClock, forbid_core_dumps};
use kabinet_desktop::{Desktop, SessionSecrets};
use tauri::{App, Manager};

use crate::paths::Data;
use crate::shell::TauriShell;

fn main() -> ExitCode {
    forbid_core_dumps();
    if let Some(code) = webdriver::restart_without_remote_control() {
        return code;
    }
    webview::begin_without_card();
    let Some(data) = Data::of_this_user() else { return ExitCode::FAILURE };
    let files = data.clone();
    let context = updates::context();
    let settings = updates::Settings::of(context.config());
    let builder = autostart::add(commands::register(tauri::Builder::default()));
    let built = updates::add(builder, settings.as_ref())
        .plugin(single_instance::plugin())
        .plugin(tauri_plugin_dialog::init())
        .plugin(notifications::plugin())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_store::Builder::new().build())
        .plugin(window::state_plugin(&data))
        .on_window_event(window::on_event)
        .setup(move |app| compose(app, &data, settings))
        .build(context);
    let Ok(app) = built else { return ExitCode::FAILURE };
    let code = app.run_return(window::on_run_event);
    tray::remove();
    files.sweep_if_erased();
    updates::end(code)
}

fn compose(app: &mut App, data: &Data, updates: Option<updates::Settings>) -> Result<(), Box<dyn Error>> {
    app.manage(single_instance::lock(data)?);
    let shell = Arc::new(TauriShell::new(app.handle().clone(), data.clone()));
    let (preferences, were_lost) = preferences::read(app.handle(), data);
    let clock = Arc::new(SystemClock);
    let secrets = Arc::new(SessionSecrets::over(Arc::new(shell::keyring(app.handle()))));
    let api = Api::new(data.folder(), clock.clone(), secrets);
    let language = Language::of_this_run(sys_locale::get_locale);
    let updater = updates::updater(app.handle(), data, updates);
    let desktop = Arc::new(Desktop::new(api, clock, shell, preferences, language).with_updater(updater));
    app.manage(Arc::clone(&desktop));
    notifications::watch(app.handle(), &desktop);
    let has_window = !std::env::args().any(|argument| argument == autostart::HIDDEN);
    window::begin(app.handle(), has_window);
    timers::begin(app.handle(), &desktop, has_window, were_lost);
    Ok(())
}
