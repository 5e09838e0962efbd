//! The notifications shown in the session, read from the daemon dunst.

use crate::{Session, Value};

/// A notification as the daemon shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

impl Session {
    /// Closes the visible notifications, and returns all that were shown, newest first.
    ///
    /// The daemon adds a notification to its history only once it is closed.
    ///
    /// # Panics
    /// If the daemon does not answer.
    pub fn notifications(&self) -> Vec<Notification> {
        self.dunst("close-all");
        let history: Value = serde_json::from_str(&self.dunst("history")).expect("the history is JSON");
        let shown = history["data"][0].as_array().cloned().unwrap_or_default();
        let field = |shown: &Value, name: &str| shown[name]["data"].as_str().unwrap_or_default().to_owned();
        shown
            .iter()
            .map(|shown| Notification { title: field(shown, "summary"), text: field(shown, "body") })
            .collect()
    }

    /// Returns the number of visible notifications.
    ///
    /// # Panics
    /// If the daemon does not answer.
    pub fn visible_notifications(&self) -> usize {
        self.dunst("count displayed").trim().parse().expect("dunst prints a number")
    }

    /// Clicks on the visible notification.
    ///
    /// # Panics
    /// If the daemon does not answer.
    pub fn click_notification(&self) {
        self.dunst("action");
    }

    fn dunst(&self, command: &str) -> String {
        let output = self.command("dunstctl").args(command.split(' ')).output().expect("dunstctl starts");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "dunst does not answer to {command}: {complaint}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
