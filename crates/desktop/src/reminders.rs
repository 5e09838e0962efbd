//! Reminders and other notifications.

use kabinet_api::view::Failure;
use kabinet_api::{AccountKey, without_amounts};

use crate::Desktop;
use crate::shell::{Event, Screen};

impl Desktop {
    /// Shows the reminders that are due, and updates the tray.
    ///
    /// Asks whether a reminder is due and not recorded, so that ticks may come late or not at all.
    pub fn tick(&self) {
        // A database that cannot be read is reported in the window; a reminder would not help.
        for reminder in self.api.take_due_reminders(self.language()).unwrap_or_default() {
            self.notify(&reminder.title, &reminder.text);
            self.shell.emit(&Event::Changed(reminder.account));
        }
        self.draw_tray();
    }

    /// Shows a notification as a reminder would.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::sample_reminder`].
    pub fn test_reminder(&self, account: &AccountKey) -> Result<(), Failure> {
        let sample = self.query(|api, language| api.open(account)?.sample_reminder(language))?;
        self.notify(&sample.title, &sample.text);
        Ok(())
    }

    /// Opens the overview after a click on a notification.
    pub fn notification_clicked(&self) {
        self.shell.open_window(Some(Screen::Overview));
    }

    /// Shows a notification, without its amounts where the customer hides them.
    pub(crate) fn notify(&self, title: &str, text: &str) {
        if self.preferences().hide_amounts {
            self.shell.notify(&without_amounts(title), &without_amounts(text));
        } else {
            self.shell.notify(title, text);
        }
    }
}
