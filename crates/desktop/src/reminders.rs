//! Reminders and other notifications.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use kabinet_api::view::Failure;
use kabinet_api::{AccountKey, ApiError, NewReminder, ReminderKey, without_amounts};

use crate::shell::{Event, Notification, NotificationAction, NotificationEvent, Screen};
use crate::{Desktop, l10n};

/// The wait for the system to take a notification on the customer's request.
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
        let (desktop, sampled) = (Arc::downgrade(self), account.clone());
        let report = move |event| {
            // After the first event nobody waits.
            let _ = events.send(event);
            if let (NotificationEvent::Clicked(action), Some(desktop)) = (event, desktop.upgrade()) {
                desktop.sample_clicked(&sampled, action);
            }
        };
        self.shell.notify(&self.reminder_notification(&sample), Arc::new(report));
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

    /// Shows the changes; if the system does not take them, the next tick tries again.
    pub(crate) fn notify_of_changes(self: &Arc<Self>, text: String) {
        let notification = self.notification(&l10n::text(self.language(), "changes-title"), &text);
        let desktop = Arc::downgrade(self);
        let report = move |event| {
            let Some(desktop) = desktop.upgrade() else { return };
            match event {
                NotificationEvent::Clicked(_) => desktop.notification_clicked(),
                NotificationEvent::Refused => desktop.keep_refused_changes(&text),
                NotificationEvent::Taken | NotificationEvent::Dismissed | NotificationEvent::Missed => {}
            }
        };
        self.shell.notify(&notification, Arc::new(report));
    }

    /// Shows a notification that is not tried again; a click on it opens the window.
    pub(crate) fn tell(self: &Arc<Self>, title: &str, text: &str) {
        let desktop = Arc::downgrade(self);
        let report = move |event| {
            if let (NotificationEvent::Clicked(_), Some(desktop)) = (event, desktop.upgrade()) {
                desktop.notification_clicked();
            }
        };
        self.shell.notify(&self.notification(title, text), Arc::new(report));
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
        let notification = self.reminder_notification(&reminder);
        let NewReminder { account, key, .. } = reminder;
        if !self.with_state(|state| state.handed_over.insert((account.clone(), key))) {
            return;
        }
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
            NotificationEvent::Refused => return self.take_back(account, key),
            NotificationEvent::Clicked(NotificationAction::Open) => self.notification_clicked(),
            NotificationEvent::Clicked(NotificationAction::Pay) => self.pay_for(account),
            NotificationEvent::Clicked(NotificationAction::Tomorrow) => self.take_back(account, key),
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
            NotificationEvent::Clicked(NotificationAction::Open) => account.record_reminders_seen(None),
            NotificationEvent::Clicked(NotificationAction::Tomorrow) => account.remind_tomorrow(key),
            NotificationEvent::Clicked(NotificationAction::Pay) | NotificationEvent::Dismissed => {
                account.record_reminders_seen(Some(key))
            }
            NotificationEvent::Refused => Ok(()),
        }
    }

    /// Lets a reminder be handed over once more.
    fn take_back(&self, account: &AccountKey, key: ReminderKey) {
        self.with_state(|state| state.handed_over.remove(&(account.clone(), key)));
    }

    /// Opens the page to pay for an account on, or else the window.
    fn pay_for(&self, account: &AccountKey) {
        if !self.open_payment(account) {
            self.notification_clicked();
        }
    }

    /// Does the action of a sample's button, except that nothing comes tomorrow.
    fn sample_clicked(&self, account: &AccountKey, action: NotificationAction) {
        match action {
            NotificationAction::Open => self.notification_clicked(),
            NotificationAction::Pay => self.pay_for(account),
            NotificationAction::Tomorrow => {}
        }
    }

    /// Returns the notification of a reminder, with the buttons that it has a use for.
    fn reminder_notification(&self, reminder: &NewReminder) -> Notification {
        let NewReminder { title, text, is_urgent, can_pay, can_wait, .. } = reminder;
        let mut notification = self.notification(title, text);
        let button = |action, id| (action, l10n::text(self.language(), id));
        let pay = can_pay.then(|| button(NotificationAction::Pay, "notification-pay"));
        let tomorrow = can_wait.then(|| button(NotificationAction::Tomorrow, "notification-tomorrow"));
        notification.buttons.splice(0..0, pay.into_iter().chain(tomorrow));
        Notification { is_urgent: *is_urgent, ..notification }
    }

    /// Returns a notification, without its amounts where the customer hides them.
    fn notification(&self, title: &str, text: &str) -> Notification {
        let hides_amounts = self.preferences().hide_amounts;
        let shown = |text: &str| if hides_amounts { without_amounts(text) } else { text.to_owned() };
        Notification {
            title: shown(title),
            text: shown(text),
            buttons: vec![(NotificationAction::Open, l10n::text(self.language(), "notification-open"))],
            is_urgent: false,
        }
    }
}
