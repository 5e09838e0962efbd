use std::sync::Arc;

use kabinet_api::wire::window::Link;
use kabinet_api::{ApiError, TrayAction};

use crate::{Desktop, Screen};

impl Desktop {
    /// Brings the tray up to date; one that is already so is not drawn again.
    pub fn draw_tray(&self) {
        let hide_amounts = self.preferences().hide_amounts;
        // What cannot be read is told in the window; the tray stays as it was.
        let Ok(tray) = self.own.tray(self.language(), hide_amounts) else { return };
        let before = self.with(|memory| memory.drawn.replace(tray.clone()));
        if before.as_ref() != Some(&tray) {
            self.surface.draw_tray(&tray);
        }
    }

    /// A line of the tray's menu was chosen.
    pub async fn choose(self: Arc<Self>, action: TrayAction) {
        match action {
            TrayAction::Refresh => self.refresh_all().await,
            TrayAction::Open => self.surface.open_window(None),
            TrayAction::Pay => self.pay(),
            TrayAction::Quit => self.surface.quit(),
        }
    }

    /// Where the page to pay on cannot be opened, the window says why.
    fn pay(&self) {
        let pages = self.own.chosen(None).unwrap_or_default();
        let mut pages = pages.iter().map(|account| self.own.link(&account.login, Link::Pay));
        let page = pages.find_map(Result::ok).ok_or(ApiError::NoLink);
        let opened = page.is_ok_and(|page| self.surface.open_page(&page).is_ok());
        if !opened {
            self.surface.open_window(Some(Screen::Overview));
        }
    }
}
