use crate::{Session, Value};

/// A notification that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

impl Session {
    /// Everything that the notification daemon has shown, latest first. What is on the screen is
    /// put away, because the daemon's history begins there.
    ///
    /// # Panics
    /// If the daemon does not answer.
    pub fn notifications(&self) -> Vec<Notification> {
        self.dunst("close-all");
        let history: Value = serde_json::from_str(&self.dunst("history")).expect("the history is JSON");
        let shown = history["data"][0].as_array().cloned().unwrap_or_default();
        let part = |shown: &Value, part: &str| shown[part]["data"].as_str().unwrap_or_default().to_owned();
        shown
            .iter()
            .map(|shown| Notification { title: part(shown, "summary"), text: part(shown, "body") })
            .collect()
    }

    /// How many notifications are on the screen.
    ///
    /// # Panics
    /// If the daemon does not answer.
    pub fn notifications_in_sight(&self) -> usize {
        self.dunst("count displayed").trim().parse().expect("a count is a number")
    }

    /// Clicks on the notification that is on the screen.
    ///
    /// # Panics
    /// If the daemon does not answer.
    pub fn click_notification(&self) {
        self.dunst("action");
    }

    fn dunst(&self, question: &str) -> String {
        let asked = self.command("dunstctl").args(question.split(' ')).output().expect("dunstctl starts");
        let said = String::from_utf8_lossy(&asked.stderr);
        assert!(asked.status.success(), "dunst does not answer to {question}: {said}");
        String::from_utf8_lossy(&asked.stdout).into_owned()
    }
}
