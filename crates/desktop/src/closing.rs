use crate::{Desktop, words};

impl Desktop {
    /// The person closes the window. Where there is no tray to come back from, it ends the program,
    /// and they are told so before.
    pub fn close_window(&self) {
        if !self.preferences().close_to_tray {
            return self.surface.quit();
        }
        if self.surface.has_tray() {
            self.leave_example();
            return self.surface.close_window();
        }
        self.surface.say(&words::say(self.language(), "closing-quits"));
        self.surface.quit();
    }

    /// The program was started once more: its window is what the person wants.
    pub fn started_again(&self) {
        self.surface.open_window(None);
    }
}
