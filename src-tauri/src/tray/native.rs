//! The tray icon of Windows and macOS.

use std::sync::Arc;

use kabinet_api::{Tray, TrayAction, TrayIcon, TrayItem};
use kabinet_desktop::Desktop;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Wry};

/// The id of the icon.
const ID: &str = "kabinet";

/// Creates the icon, if there is none.
pub fn ensure(app: &AppHandle) {
    if app.tray_by_id(ID).is_none() {
        let builder = TrayIconBuilder::with_id(ID)
            .icon(picture(TrayIcon::SignedOut))
            .icon_as_template(true)
            .tooltip("Kabinet")
            .show_menu_on_left_click(!cfg!(windows))
            .on_tray_icon_event(|icon, event| clicked(icon.app_handle(), &event))
            .on_menu_event(chosen);
        // A system without a tray has no icon.
        let _ = builder.build(app);
    }
}

/// Draws the icon and the menu.
pub fn draw(app: &AppHandle, tray: &Tray) {
    if let Some(icon) = app.tray_by_id(ID) {
        let _ = icon.set_icon_with_as_template(Some(picture(tray.icon)), true);
        let _ = icon.set_tooltip(Some(&tray.tooltip));
        let _ = icon.set_menu(menu(app, tray).ok());
    }
}

/// Returns true if there is an icon.
pub fn exists(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some()
}

/// Does nothing: these systems remove the icon of a program that ends.
pub fn remove() {}

/// Opens or closes the window on a left click.
///
/// Only Windows reports it as one: elsewhere it opens the menu.
fn clicked(app: &AppHandle, event: &TrayIconEvent) {
    let is_left_click = matches!(
        event,
        TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
    );
    if cfg!(windows) && is_left_click {
        let desktop = Arc::clone(&app.state::<Arc<Desktop>>());
        tauri::async_runtime::spawn_blocking(move || desktop.icon_clicked());
    }
}

fn chosen(app: &AppHandle, event: MenuEvent) {
    if let Some(action) = TrayAction::of_id(event.id().as_ref()) {
        super::choose(app, action);
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
