//! Reminders and other notifications.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use kabinet_api::view::Failure;
use kabinet_api::{AccountKey, ApiError, NewReminder, ReminderKey};

use crate::shell::{Event, Notification, NotificationEvent, Screen};
use crate::{Desktop, l10n};

/// The wait for the system to take a test notification.
const LONGEST_TEST: Duration = Duration::from_secs(10);

impl Desktop {
    /// Hands the due notifications over to the system, and updates the tray.
    ///
    /// Asks whether a reminder is due and was not taken, so that ticks may come late or not at all,
    /// and a notification daemon may come late too.
    pub fn tick(self: &Arc<Self>) {
        // A database that cannot be read is reported in the window; a reminder would not help.
        for reminder in self.api.due_reminders(self.language()).unwrap_or_default() {
            self.hand_over(reminder);
        }
        let refused = self.with_state(|state| state.refused_changes.take());
        if let Some(text) = refused {
            self.notify_of_changes(text);
        }
        self.draw_tray();
    }

    /// Shows a notification as a reminder would.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::sample_reminder`], or of the system if it does
    /// not take the notification within ten seconds.
    pub fn test_reminder(self: &Arc<Self>, account: &AccountKey) -> Result<(), Failure> {
        let sample = self.query(|api, language| api.open(account)?.sample_reminder(language))?;
        let (events, received) = mpsc::channel();
        let desktop = Arc::downgrade(self);
        let report = move |event| {
            // After the first event nobody waits.
            let _ = events.send(event);
            if let (NotificationEvent::Clicked, Some(desktop)) = (event, desktop.upgrade()) {
                desktop.notification_clicked();
            }
        };
        self.shell.notify(&self.notification("reminder-title", &sample.text), Arc::new(report));
        let is_taken = received.recv_timeout(LONGEST_TEST) == Ok(NotificationEvent::Taken);
        let why = || ApiError::SystemRefused(l10n::text(self.language(), "no-notifications").into());
        self.localized(is_taken.then_some(()).ok_or_else(why))
    }

    /// Records that the customer has seen the reminders of an account in the window.
    ///
    /// # Errors
    /// The failure of the database.
    pub fn see_reminders(&self, account: &AccountKey) -> Result<(), Failure> {
        self.query(|api, _| api.open(account)?.record_reminders_seen(None))?;
        self.draw_tray();
        Ok(())
    }

    /// Opens the overview after a click on a notification.
    pub fn notification_clicked(&self) {
        self.shell.open_window(Some(Screen::Overview));
    }

    /// Shows a notification of changes; if the system does not take it, the next tick tries again.
    pub(crate) fn notify_of_changes(self: &Arc<Self>, text: String) {
        let notification = self.notification("changes-title", &text);
        let desktop = Arc::downgrade(self);
        let report = move |event| {
            let Some(desktop) = desktop.upgrade() else { return };
            match event {
                NotificationEvent::Clicked => desktop.notification_clicked(),
                NotificationEvent::Refused => desktop.keep_refused_changes(&text),
                NotificationEvent::Taken | NotificationEvent::Dismissed | NotificationEvent::Missed => {}
            }
        };
        self.shell.notify(&notification, Arc::new(report));
    }

    fn keep_refused_changes(&self, text: &str) {
        self.with_state(|state| {
            state.refused_changes.get_or_insert_with(|| text.to_owned());
        });
    }

    /// Hands a reminder over to the system, unless that already has it and has not answered.
    ///
    /// One that was handed over is not repeated until it is refused: a system that hangs shows it as
    /// soon as it goes on.
    fn hand_over(self: &Arc<Self>, reminder: NewReminder) {
        let NewReminder { account, key, text, is_urgent } = reminder;
        if !self.with_state(|state| state.handed_over.insert((account.clone(), key))) {
            return;
        }
        let notification = Notification { is_urgent, ..self.notification("reminder-title", &text) };
        let desktop = Arc::downgrade(self);
        let report = move |event| {
            if let Some(desktop) = desktop.upgrade() {
                desktop.reminder_event(&account, key, event);
            }
        };
        self.shell.notify(&notification, Arc::new(report));
    }

    fn reminder_event(&self, account: &AccountKey, key: ReminderKey, event: NotificationEvent) {
        // A database that cannot be written is reported in the window.
        let _ = self.record_event(account, key, event);
        match event {
            NotificationEvent::Refused => {
                self.with_state(|state| state.handed_over.remove(&(account.clone(), key)));
                return;
            }
            NotificationEvent::Clicked => self.notification_clicked(),
            NotificationEvent::Taken | NotificationEvent::Dismissed | NotificationEvent::Missed => {}
        }
        self.shell.emit(&Event::Changed(account.clone()));
        self.draw_tray();
    }

    fn record_event(
        &self,
        account: &AccountKey,
        key: ReminderKey,
        event: NotificationEvent,
    ) -> Result<(), ApiError> {
        let mut account = self.api.open(account)?;
        match event {
            NotificationEvent::Taken => account.record_reminder_taken(key),
            NotificationEvent::Missed => account.record_reminder_missed(key),
            NotificationEvent::Clicked => account.record_reminders_seen(None),
            NotificationEvent::Dismissed => account.record_reminders_seen(Some(key)),
            NotificationEvent::Refused => Ok(()),
        }
    }

    fn notification(&self, title: &str, text: &str) -> Notification {
        Notification {
            title: l10n::text(self.language(), title),
            text: text.to_owned(),
            action: l10n::text(self.language(), "notification-open"),
            is_urgent: false,
        }
    }
}
