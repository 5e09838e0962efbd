//! The tray icon and its menu.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use kabinet_api::{Tray, TrayAction, TrayIcon, TrayItem};
use kabinet_desktop::Desktop;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::oneshot;

/// The id of the icon.
const ID: &str = "kabinet";

/// Creates the icon on the main thread, if there is none, and waits for it.
pub async fn ensure(app: &AppHandle) {
    let (done, is_done) = oneshot::channel();
    let handle = app.clone();
    let posted = app.run_on_main_thread(move || {
        if handle.tray_by_id(ID).is_none() {
            put(&handle);
        }
        let _ = done.send(());
    });
    if posted.is_ok() {
        let _ = is_done.await;
    }
}

/// Creates the icon.
///
/// On Linux tauri panics where libappindicator is missing; the program then goes on without a tray.
fn put(app: &AppHandle) {
    let builder = TrayIconBuilder::with_id(ID)
        .icon(picture(TrayIcon::SignedOut))
        .icon_as_template(true)
        .show_menu_on_left_click(!cfg!(windows))
        .on_tray_icon_event(|icon, event| clicked(icon.app_handle(), &event))
        .on_menu_event(chosen);
    let _ = catch_unwind(AssertUnwindSafe(|| builder.build(app)));
}

/// Draws the icon and the menu.
pub fn draw(app: &AppHandle, tray: &Tray) {
    if let Some(icon) = app.tray_by_id(ID) {
        let _ = icon.set_icon_with_as_template(Some(picture(tray.icon)), true);
        let _ = icon.set_tooltip(Some(&tray.tooltip));
        let _ = icon.set_menu(menu(app, tray).ok());
    }
}

/// Returns true if there is an icon and the system shows it.
pub fn is_shown(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some() && has_host()
}

/// Opens or closes the window on a left click.
///
/// Only Windows reports it as one: elsewhere it opens the menu.
fn clicked(app: &AppHandle, event: &TrayIconEvent) {
    let (button, state) = (MouseButton::Left, MouseButtonState::Up);
    if cfg!(windows)
        && matches!(event, TrayIconEvent::Click { button: pressed, button_state, .. } if (*pressed, *button_state) == (button, state))
    {
        let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
        tauri::async_runtime::spawn_blocking(move || desktop.icon_clicked());
    }
}

fn chosen(app: &AppHandle, event: MenuEvent) {
    if let Some(action) = TrayAction::of_id(event.id().as_ref()) {
        let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
        tauri::async_runtime::spawn(desktop.choose(action));
    }
}

fn menu(app: &AppHandle, tray: &Tray) -> tauri::Result<Menu<Wry>> {
    let items = tray.lines.iter().map(|line| item(app, line)).collect::<tauri::Result<Vec<_>>>()?;
    let items: Vec<&dyn IsMenuItem<Wry>> = items.iter().map(AsRef::as_ref).collect();
    Menu::with_items(app, &items)
}

fn item(app: &AppHandle, line: &TrayItem) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    Ok(match line {
        TrayItem::Label(words) => Box::new(MenuItem::new(app, words, false, None::<&str>)?),
        TrayItem::Action(action, words) => {
            Box::new(MenuItem::with_id(app, action.id(), words, true, None::<&str>)?)
        }
        TrayItem::Separator => Box::new(PredefinedMenuItem::separator(app)?),
    })
}

/// Returns the picture of an icon. macOS colours templates itself.
#[cfg(target_os = "macos")]
fn picture(icon: TrayIcon) -> Image<'static> {
    match icon {
        TrayIcon::Ok => tauri::include_image!("icons/tray-template-fine.png"),
        TrayIcon::Attention => tauri::include_image!("icons/tray-template-attention.png"),
        TrayIcon::Offline => tauri::include_image!("icons/tray-template-offline.png"),
        TrayIcon::SignedOut => tauri::include_image!("icons/tray-template-signed-out.png"),
    }
}

#[cfg(not(target_os = "macos"))]
fn picture(icon: TrayIcon) -> Image<'static> {
    match icon {
        TrayIcon::Ok => tauri::include_image!("icons/tray-fine.png"),
        TrayIcon::Attention => tauri::include_image!("icons/tray-attention.png"),
        TrayIcon::Offline => tauri::include_image!("icons/tray-offline.png"),
        TrayIcon::SignedOut => tauri::include_image!("icons/tray-signed-out.png"),
    }
}

/// Returns true if the desktop shows icons: by a StatusNotifier host, or by a tray of X11.
///
/// Asked on a thread of its own, because a blocking call of zbus must not run on an async one.
#[cfg(target_os = "linux")]
fn has_host() -> bool {
    let ask = || has_status_notifier_host().unwrap_or(false) || has_x11_tray().unwrap_or(false);
    std::thread::spawn(ask).join().unwrap_or(false)
}

/// Asks the watcher for a host.
///
/// A watcher alone shows nothing: it may run without a host.
#[cfg(target_os = "linux")]
fn has_status_notifier_host() -> zbus::Result<bool> {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let bus = zbus::blocking::Connection::session()?;
    let watcher = zbus::blocking::Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER)?;
    watcher.get_property("IsStatusNotifierHostRegistered")
}

/// Asks the X server for the owner of the tray's selection (System Tray Protocol).
///
/// libappindicator puts its icon there if no watcher exists.
#[cfg(target_os = "linux")]
fn has_x11_tray() -> Result<bool, Box<dyn std::error::Error>> {
    use x11rb::protocol::xproto::ConnectionExt as _;

    let (connection, screen) = x11rb::connect(None)?;
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    let selection = connection.intern_atom(false, name.as_bytes())?.reply()?.atom;
    let owner = connection.get_selection_owner(selection)?.reply()?.owner;
    Ok(owner != x11rb::NONE)
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}
