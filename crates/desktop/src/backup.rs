//! Backups, and the protection of the stored data.

use kabinet_api::ApiError;
use kabinet_api::view::{Failure, Protection};
use secrecy::SecretString;

use crate::Desktop;

/// The ending of the suggested name of a backup.
const ENDING: &str = "kabinet";

impl Desktop {
    /// Writes everything to a file that the customer chooses, and returns the file.
    ///
    /// The customer's own data, also while the example is shown.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::Api::back_up`]; a cancellation if the customer chooses none.
    pub fn back_up(&self, passphrase: SecretString) -> Result<String, Failure> {
        let name = format!("Kabinet {}.{ENDING}", self.clock.now().date_naive());
        let file = self.localized(self.shell.save_as(&name).ok_or(ApiError::Cancelled))?;
        self.localized(self.api.back_up(&file, passphrase))?;
        self.with_state(|state| state.exported = Some(file.clone()));
        Ok(file.display().to_string())
    }

    /// Replaces everything with a backup that the customer chooses.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::Api::restore`]; a cancellation if the customer chooses none.
    pub fn restore(&self, passphrase: SecretString) -> Result<(), Failure> {
        let file = self.localized(self.shell.choose_file().ok_or(ApiError::Cancelled))?;
        self.leave_example();
        self.localized(self.api.restore(&file, passphrase))?;
        self.with_state(|state| state.plans.clear());
        self.draw_tray();
        Ok(())
    }

    /// Returns the protection of the customer's own data; `None` if nothing is stored.
    ///
    /// # Errors
    /// The failure of the database.
    pub fn protection(&self) -> Result<Option<Protection>, Failure> {
        self.localized(self.api.protection())
    }

    /// Encrypts the customer's own data, or keeps nothing of them secret.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::Api::set_encrypted`].
    pub fn set_encrypted(&self, encrypted: bool) -> Result<Protection, Failure> {
        self.localized(self.api.set_encrypted(encrypted))
    }
}
