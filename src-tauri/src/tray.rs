use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use kabinet_api::{Tray, TrayAction, TrayIcon, TrayLine};
use kabinet_desktop::Desktop;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::oneshot;

/// The one icon.
const ID: &str = "kabinet";

/// Puts the icon into the tray, if it is not there yet, on the thread that draws; done when it is.
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

/// The library that does so on Linux panics where it is missing; the program then goes on without a
/// tray.
fn put(app: &AppHandle) {
    let builder = TrayIconBuilder::with_id(ID)
        .icon(picture(TrayIcon::SignedOut))
        .icon_as_template(true)
        .on_menu_event(chosen);
    let _ = catch_unwind(AssertUnwindSafe(|| builder.build(app)));
}

/// Draws that state and menu.
pub fn draw(app: &AppHandle, tray: &Tray) {
    if let Some(icon) = app.tray_by_id(ID) {
        let _ = icon.set_icon_with_as_template(Some(picture(tray.icon)), true);
        let _ = icon.set_menu(menu(app, tray).ok());
    }
}

/// Whether the icon is there and the system shows it.
pub fn is_shown(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some() && has_host()
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

fn item(app: &AppHandle, line: &TrayLine) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    Ok(match line {
        TrayLine::Words(words) => Box::new(MenuItem::new(app, words, false, None::<&str>)?),
        TrayLine::Action(action, words) => {
            Box::new(MenuItem::with_id(app, action.id(), words, true, None::<&str>)?)
        }
        TrayLine::Separator => Box::new(PredefinedMenuItem::separator(app)?),
    })
}

/// The system colours these itself.
#[cfg(target_os = "macos")]
fn picture(icon: TrayIcon) -> Image<'static> {
    match icon {
        TrayIcon::Fine => tauri::include_image!("icons/tray-template-fine.png"),
        TrayIcon::Attention => tauri::include_image!("icons/tray-template-attention.png"),
        TrayIcon::Offline => tauri::include_image!("icons/tray-template-offline.png"),
        TrayIcon::SignedOut => tauri::include_image!("icons/tray-template-signed-out.png"),
    }
}

#[cfg(not(target_os = "macos"))]
fn picture(icon: TrayIcon) -> Image<'static> {
    match icon {
        TrayIcon::Fine => tauri::include_image!("icons/tray-fine.png"),
        TrayIcon::Attention => tauri::include_image!("icons/tray-attention.png"),
        TrayIcon::Offline => tauri::include_image!("icons/tray-offline.png"),
        TrayIcon::SignedOut => tauri::include_image!("icons/tray-signed-out.png"),
    }
}

/// Whether anybody shows icons on this desktop. Asked on a thread of its own, because the question
/// waits for its answer.
#[cfg(target_os = "linux")]
fn has_host() -> bool {
    const HOST: &str = "org.kde.StatusNotifierWatcher";
    let ask = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let daemon = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        Ok(daemon.name_has_owner(HOST.try_into()?)?)
    };
    std::thread::spawn(ask).join().is_ok_and(|answer| answer.unwrap_or(false))
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}
