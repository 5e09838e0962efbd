//! The window in which a customer signs in on the site's own page.
//!
//! It has no rights in the program: no capability names it, and a page from elsewhere reaches none of
//! the program's commands.

use kabinet_api::BrowserSession;
use kabinet_desktop::{PageFilter, SignInPages, SystemError};
use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::webview::disable_acceleration;

/// The label of the window.
pub const LABEL: &str = "site";

/// Opens the site, and sends every page that was loaded.
///
/// # Errors
/// The error of the system.
pub fn open(app: &AppHandle, site: &Url, is_own: PageFilter, pages: SignInPages) -> Result<(), SystemError> {
    close(app);
    let loaded = pages.clone();
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::External(site.clone()))
        .title(site.host_str().unwrap_or("Kabinet"))
        .inner_size(960.0, 720.0)
        .incognito(true)
        .on_navigation(is_own)
        .on_download(|_, _| false)
        .on_page_load(move |window, load| send_page(window, &load, &loaded))
        .build()
        .inspect(disable_acceleration)?;
    window.on_window_event(move |event| {
        if let WindowEvent::Destroyed = event {
            pages.closed();
        }
    });
    Ok(())
}

/// Brings the window to the front, if it is open.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Closes the window, and erases the data of the site.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // On Linux a webview that was closed is never freed, nor are the data that it keeps in memory.
        let _ = window.clear_all_browsing_data();
        let _ = window.destroy();
    }
}

/// Sends a page with its cookies.
///
/// They are read on a thread of their own: on the main thread the answer would wait for itself.
fn send_page(window: WebviewWindow, load: &PageLoadPayload<'_>, pages: &SignInPages) {
    if load.event() != PageLoadEvent::Finished {
        return;
    }
    let (page, pages) = (load.url().clone(), pages.clone());
    tauri::async_runtime::spawn_blocking(move || {
        let cookies = window.cookies_for_url(page.clone()).unwrap_or_default();
        let cookies = cookies.iter().map(ToString::to_string);
        pages.loaded(BrowserSession::of_browser(page, cookies));
    });
}
