use kabinet_api::wire::window::SignedIn;
use kabinet_api::wire::{self, Failure};
use kabinet_api::{ApiError, Done, SignIn};

use crate::{Desktop, words};

impl Desktop {
    /// Signs in to an account and keeps its password; where no keyring does, until the program
    /// ends, with a warning.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::sign_in`], in words.
    pub async fn sign_in(&self, form: SignIn) -> Result<SignedIn, Failure> {
        self.leave_example();
        let done = self.said(self.own.sign_in(form).await)?;
        self.draw_tray();
        Ok(self.on_the_wire(done))
    }

    /// Deletes an account's password and, with `forget`, everything that was read of it.
    ///
    /// # Errors
    /// Those of [`kabinet_api::Kabinet::sign_out`], and its warning, in words.
    pub async fn sign_out(&self, login: &str, forget: bool) -> Result<(), Failure> {
        self.stop_refreshing();
        let done = self.current().sign_out(Some(login), forget).await;
        self.draw_tray();
        let warning = self.said(done)?.warning;
        warning.map_or(Ok(()), |warning| Err(self.warned(&warning)))
    }

    /// Removes every password, every file and the start at login.
    ///
    /// # Errors
    /// What could not be removed, in words; the rest is.
    pub async fn erase_everything(&self) -> Result<(), Failure> {
        self.leave_example();
        let mut outcome = Ok(());
        for account in self.own.chosen(None).unwrap_or_default() {
            outcome = outcome.and(self.sign_out(&account.login, true).await);
        }
        let files = self.surface.erase().map_err(ApiError::SystemRefused);
        outcome = outcome.and(self.said(files)).and(self.said(self.own.erase_everything()));
        self.draw_tray();
        outcome
    }

    pub(crate) fn on_the_wire(&self, done: Done<wire::SignedIn>) -> SignedIn {
        SignedIn {
            account: done.outcome.account,
            login: done.outcome.login,
            provider: done.outcome.provider,
            warning: done.warning.map(|warning| self.warned(&warning)),
        }
    }

    fn warned(&self, warning: &ApiError) -> Failure {
        let words = warning.words(self.language());
        if matches!(warning, ApiError::PasswordNotKept(_)) {
            return Failure { hint: words::say(self.language(), "password-for-session"), ..words };
        }
        words
    }
}
