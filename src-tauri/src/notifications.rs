//! Notifications of the system.

use std::borrow::Cow;
use std::sync::Arc;

use kabinet_desktop::Desktop;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

/// Shows a notification.
///
/// The window shows the same text, so that nothing is lost with it.
pub fn show(app: &AppHandle, title: &str, text: &str) {
    let _ = app.notification().builder().title(title).body(escape(text)).show();
}

/// Opens the window on clicks on notifications.
pub fn report_clicks(app: &AppHandle) {
    let handle = app.clone();
    let _ = app.notification().on_action(move |_| handle.state::<Arc<Desktop>>().notification_clicked());
}

/// Escapes the markup of the Desktop Notifications Specification.
///
/// The text may hold a description of the provider's, which is not to become a link.
fn escape(text: &str) -> Cow<'_, str> {
    if cfg!(not(target_os = "linux")) || !text.contains(['&', '<', '>']) {
        return text.into();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").into()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_description_is_shown_as_text() {
        assert_eq!(escape("Антивирус <Dr.Web> & Ко"), "Антивирус &lt;Dr.Web&gt; &amp; Ко");
        assert_eq!(escape("30 ноября спишется 800,00 ₽."), "30 ноября спишется 800,00 ₽.");
    }
}
