//! Opening and closing of the window.

use std::sync::Arc;

use kabinet_api::view::Preferences;
use url::Url;

use crate::{Desktop, l10n};

impl Desktop {
    /// Closes the window on the customer's request.
    ///
    /// Where there is no tray to come back from, the program says so, and ends if that is wanted.
    pub fn close_window(self: &Arc<Self>) {
        if !self.preferences().close_to_tray {
            return self.shell.quit();
        }
        if self.shell.has_tray() {
            // A refresh of the customer's own data goes on without a window.
            if self.with_state(|state| state.example.is_some()) {
                self.leave_example();
            }
            self.explain_tray();
            return self.shell.close_window();
        }
        let text = |id| l10n::text(self.language(), id);
        if self.shell.confirm(
            &text("closing-quits"),
            &text("closing-quits-accept"),
            &text("closing-quits-cancel"),
        ) {
            self.shell.quit();
        }
    }

    /// Says once that the program goes on without a window, and how to end it.
    fn explain_tray(self: &Arc<Self>) {
        let preferences = self.preferences();
        if preferences.tray_explained {
            return;
        }
        let text = |id: &str| l10n::text(self.language(), id);
        self.tell(&text("stays-title"), &text("stays-text"));
        // Where it cannot be saved, the notification comes once more after the next start.
        let _ = self.set_preferences(Preferences { tray_explained: true, ..preferences });
    }

    /// Says that the window did not open, and offers the page with the webview that it needs.
    ///
    /// Where there is no tray either, nothing of the program is seen, so it ends.
    pub fn window_failed(&self, webview: Option<&Url>) {
        let text = |id| l10n::text(self.language(), id);
        match webview {
            None => self.shell.show_message(&text("window-failed")),
            Some(page) => {
                let accept = text("webview-missing-accept");
                if self.shell.confirm(&text("webview-missing"), &accept, &text("webview-missing-cancel")) {
                    // Without a browser the dialog has named the program to install.
                    let _ = self.shell.open_page(page);
                }
            }
        }
        if !self.shell.has_tray() {
            self.shell.quit();
        }
    }

    /// Ends the program.
    pub fn quit(&self) {
        self.shell.quit();
    }

    /// Opens the window after the program was started once more.
    pub fn started_again(&self) {
        self.shell.open_window(None);
    }
}
