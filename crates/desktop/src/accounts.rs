//! Signing in and out, and erasing everything.

use kabinet_api::view::{Failure, SignedIn, SignedInView};
use kabinet_api::{AccountKey, Api, ApiError, FailedSignIn, SignIn, WithWarning};

use crate::{Desktop, l10n};

impl Desktop {
    /// Signs in to an account, and stores its password.
    ///
    /// Where the keyring does not take it, the password is kept until the program ends, and the
    /// result has a warning. After a failure the report on the attempt is kept until the next one.
    ///
    /// # Errors
    /// The failure of [`Api::sign_in`].
    pub async fn sign_in(&self, form: SignIn) -> Result<SignedInView, Failure> {
        self.leave_example();
        self.with_state(|state| state.sign_in_report = None);
        let signed_in = self.api.sign_in_with_report(form).await;
        let signed_in = self.localized(signed_in.map_err(|FailedSignIn { error, report }| {
            self.with_state(|state| state.sign_in_report = report);
            error
        }))?;
        self.draw_tray();
        Ok(self.signed_in_view(signed_in))
    }

    /// Deletes the credentials of an account and, with `forget`, its data.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::AccountContext::sign_out`], or its warning.
    pub async fn sign_out(&self, account: &AccountKey, forget: bool) -> Result<(), Failure> {
        self.cancel_refresh();
        let signed_out = sign_out(&self.active(), account, forget).await;
        self.draw_tray();
        let warning = self.localized(signed_out)?;
        warning.map_or(Ok(()), |warning| Err(self.warning(&warning)))
    }

    /// Stores the customer's name of an account, by which the tray calls it too.
    ///
    /// # Errors
    /// The failure of the database.
    pub fn rename_account(&self, account: &AccountKey, name: &str) -> Result<(), Failure> {
        self.query(|api, _| api.open(account)?.rename(name))?;
        self.draw_tray();
        Ok(())
    }

    /// Removes every password, every file and the start at login.
    ///
    /// # Errors
    /// The first failure. Everything else is removed.
    pub async fn erase_everything(&self) -> Result<(), Failure> {
        self.leave_example();
        let mut outcome = Ok(());
        for account in self.api.account_keys().unwrap_or_default() {
            outcome = outcome.and(self.sign_out(&account, true).await);
        }
        let files = self.shell.erase().map_err(ApiError::SystemRefused);
        outcome = outcome.and(self.localized(files)).and(self.localized(self.api.erase_everything()));
        self.draw_tray();
        outcome
    }

    pub(crate) fn signed_in_view(&self, signed_in: WithWarning<SignedIn>) -> SignedInView {
        let warning = signed_in.warning.map(|warning| self.warning(&warning));
        SignedInView::new(signed_in.outcome, warning)
    }

    fn warning(&self, warning: &ApiError) -> Failure {
        let failure = warning.localize(self.language());
        if matches!(warning, ApiError::PasswordNotKept(_)) {
            return Failure { hint: l10n::text(self.language(), "password-for-session"), ..failure };
        }
        failure
    }
}

async fn sign_out(api: &Api, account: &AccountKey, forget: bool) -> Result<Option<ApiError>, ApiError> {
    Ok(api.open(account)?.sign_out(forget).await?.warning)
}
