//! The progress bar of a refresh.

use fluent::fluent_args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kabinet_api::{Language, Progress, ProgressObserver};
use tokio_util::sync::CancellationToken;

use crate::l10n;
use crate::output::Output;

/// A progress bar on standard error; invisible if that is no terminal.
pub struct Bar(ProgressBar);

const LAYOUT: &str = "{msg} {bar:30} {pos}/{len}";
const LAYOUT_WITHOUT_COUNT: &str = "{msg}";

impl Bar {
    pub fn new(output: &Output) -> Self {
        let target =
            if output.is_json() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self(ProgressBar::with_draw_target(None, target))
    }

    /// Returns the observer that draws a refresh of an account.
    pub fn observer(&self, login: &str, language: Language, cancel: CancellationToken) -> ProgressObserver {
        let (bar, login) = (self.0.clone(), login.to_owned());
        ProgressObserver::new(move |progress| draw(&bar, &login, progress, language), cancel)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn draw(bar: &ProgressBar, login: &str, progress: Progress, language: Language) {
    let (layout, step) = match progress {
        Progress::SigningIn => (LAYOUT_WITHOUT_COUNT, "signing-in"),
        Progress::Account => (LAYOUT_WITHOUT_COUNT, "account"),
        Progress::Months { done, of } => {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
            (LAYOUT, "months")
        }
    };
    if let Ok(style) = ProgressStyle::with_template(layout) {
        bar.set_style(style);
    }
    bar.set_message(l10n::text(language, "progress", &fluent_args!["login" => login, "step" => step]));
}
