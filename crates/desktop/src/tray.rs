//! The tray.

use std::sync::Arc;

use kabinet_api::view::{Link, Preferences};
use kabinet_api::{AccountKey, TrayAction};

use crate::Desktop;
use crate::shell::{Event, Screen};

impl Desktop {
    /// Draws the tray, unless it would look the same.
    pub fn draw_tray(&self) {
        let hide_amounts = self.preferences().hide_amounts;
        // Data that cannot be read are reported in the window; the tray stays.
        let Ok(tray) = self.api.tray(self.language(), hide_amounts) else { return };
        let before = self.with_state(|state| state.drawn_tray.replace(tray.clone()));
        if before.as_ref() != Some(&tray) {
            self.shell.draw_tray(&tray);
        }
    }

    /// Does an action that the customer chose in the menu.
    pub async fn choose(self: Arc<Self>, action: TrayAction) {
        match action {
            TrayAction::Refresh => self.refresh_all().await,
            TrayAction::Open => self.shell.open_window(None),
            TrayAction::Pay => self.pay(),
            TrayAction::Amounts => self.toggle_amounts(),
            TrayAction::Settings => self.shell.open_window(Some(Screen::Settings)),
            TrayAction::About => self.shell.open_window(Some(Screen::About)),
            TrayAction::Quit => self.quit(),
        }
    }

    /// Opens the window on a click on the icon, or closes it if it is open.
    pub fn icon_clicked(self: &Arc<Self>) {
        if self.shell.has_window() { self.close_window() } else { self.shell.open_window(None) }
    }

    /// Hides the amounts, or shows them; settings that cannot be saved hold until the program ends.
    fn toggle_amounts(&self) {
        let preferences = self.preferences();
        let toggled = Preferences { hide_amounts: !preferences.hide_amounts, ..preferences };
        let _ = self.set_preferences(toggled);
        self.shell.emit(&Event::Preferences);
    }

    /// Opens the first page to pay on; the window shows why if there is none.
    fn pay(&self) {
        let accounts = self.api.account_keys().unwrap_or_default();
        if !accounts.iter().any(|account| self.open_payment(account)) {
            self.shell.open_window(Some(Screen::Overview));
        }
    }

    /// Opens the page to pay for an account on.
    ///
    /// Returns false if the site has none, or it does not open.
    pub(crate) fn open_payment(&self, account: &AccountKey) -> bool {
        let page = self.api.open(account).and_then(|account| account.link(Link::Pay));
        page.is_ok_and(|page| self.shell.open_page(&page).is_ok())
    }
}
