//! The window in which a customer signs in on the site's own page. It has no rights in the program:
//! no capability names it, and a page from elsewhere reaches none of the program's commands.

use kabinet_api::BegunSession;
use kabinet_desktop::{Browsing, PageFilter, SystemError};
use secrecy::SecretString;
use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tokio::sync::mpsc::UnboundedSender;

use crate::window::draw_without_graphics_card;

/// The window of the site.
pub const LABEL: &str = "site";

/// Opens the site, and tells of every page that the customer comes to there.
///
/// # Errors
/// What the system says.
pub fn open(
    app: &AppHandle,
    site: &Url,
    is_own: PageFilter,
    tells: UnboundedSender<Browsing>,
) -> Result<(), SystemError> {
    close(app);
    let told = tells.clone();
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::External(site.clone()))
        .title(site.host_str().unwrap_or("Kabinet"))
        .inner_size(960.0, 720.0)
        .incognito(true)
        .on_navigation(is_own)
        .on_page_load(move |window, load| tell(window, &load, &told))
        .build()
        .inspect(draw_without_graphics_card)?;
    window.on_window_event(move |event| {
        if let WindowEvent::Destroyed = event {
            let _ = tells.send(Browsing::Closed);
        }
    });
    Ok(())
}

/// Closes it for good, with all that the site left in it.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.destroy();
    }
}

/// The cookies are asked for aside: on the thread that draws, the answer would wait for itself.
fn tell(window: WebviewWindow, load: &PageLoadPayload<'_>, tells: &UnboundedSender<Browsing>) {
    if load.event() != PageLoadEvent::Finished {
        return;
    }
    let (page, tells) = (load.url().clone(), tells.clone());
    tauri::async_runtime::spawn_blocking(move || {
        let cookies = window.cookies_for_url(page.clone()).unwrap_or_default();
        let cookies = cookies.iter().map(|cookie| SecretString::from(cookie.to_string())).collect();
        let _ = tells.send(Browsing::CameTo(BegunSession { page, cookies }));
    });
}
