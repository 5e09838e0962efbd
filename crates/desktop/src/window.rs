//! Opening and closing of the window.

use crate::{Desktop, l10n};

impl Desktop {
    /// Closes the window on the customer's request.
    ///
    /// Where there is no tray to come back from, the program says so and ends.
    pub fn close_window(&self) {
        if !self.preferences().close_to_tray {
            return self.shell.quit();
        }
        if self.shell.has_tray() {
            self.leave_example();
            return self.shell.close_window();
        }
        self.shell.show_message(&l10n::text(self.language(), "closing-quits"));
        self.shell.quit();
    }

    /// Opens the window after the program was started once more.
    pub fn started_again(&self) {
        self.shell.open_window(None);
    }
}
