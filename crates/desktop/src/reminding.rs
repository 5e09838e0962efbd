use kabinet_api::ApiError;
use kabinet_api::wire::Failure;

use crate::{Desktop, Event, Screen, words};

impl Desktop {
    /// What a tick of the wall clock does: shows the reminders that are due, and brings the tray up
    /// to date. It asks «due, and not recorded?», so that ticks may come late or not at all.
    pub fn tick(&self) {
        // A database that cannot be read tells so in the window; a reminder would not help.
        for due in self.own.take_due_reminders(self.language()).unwrap_or_default() {
            self.notify("reminder-title", &due.text);
            self.surface.tell(&Event::Changed(due.login));
        }
        self.draw_tray();
    }

    /// Shows a notification as a reminder would.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::sample_reminder`], in words.
    pub fn test_reminder(&self, login: &str) -> Result<(), Failure> {
        let sample: Result<_, ApiError> = self.current().sample_reminder(login, self.language());
        self.notify("reminder-title", &self.said(sample)?.text);
        Ok(())
    }

    /// A click on a notification.
    pub fn notification_clicked(&self) {
        self.surface.open_window(Some(Screen::Overview));
    }

    pub(crate) fn notify(&self, title: &str, text: &str) {
        self.surface.notify(&words::say(self.language(), title), text);
    }
}
