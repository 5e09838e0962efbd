//! Backups, and the protection of the stored data.

use kabinet_api::view::{Failure, Protection};
use kabinet_api::{ApiError, KeyPlace};
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

    /// Returns true if the system has a keyring, which can keep the key of the data.
    pub fn has_keyring(&self) -> bool {
        self.api.has_keyring()
    }

    /// Gives the customer's own data another protection.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::Api::protect`].
    pub fn protect(&self, place: &KeyPlace) -> Result<Protection, Failure> {
        self.localized(self.api.protect(place))
    }

    /// Opens the customer's own data with their passphrase, until the program ends.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::Api::unlock`].
    pub fn unlock(&self, passphrase: SecretString) -> Result<(), Failure> {
        self.localized(self.api.unlock(passphrase))?;
        self.draw_tray();
        Ok(())
    }

    /// Puts data aside whose passphrase is forgotten, and says where they are.
    ///
    /// # Errors
    /// The failure of [`kabinet_api::Api::give_up_passphrase`].
    pub fn give_up_passphrase(&self) -> Result<(), Failure> {
        self.localized(self.api.give_up_passphrase())?;
        self.show_set_aside();
        self.draw_tray();
        Ok(())
    }

    /// Opens the window if the data wait for their passphrase.
    ///
    /// A program that starts without a window would wait in vain.
    pub fn ask_for_passphrase(&self) {
        if self.api.is_locked().unwrap_or(false) {
            self.shell.open_window(None);
        }
    }
}
