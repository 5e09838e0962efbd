//! Signing in on the site's own page.

use std::time::Duration;

use kabinet_api::view::{Failure, SignedInView};
use kabinet_api::{ApiError, BrowserSession, SignInTarget};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use crate::Desktop;
use crate::shell::{SignInPage, SignInPages};

/// The shortest time between two requests to the site while the customer signs in.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

impl Desktop {
    /// Lets the customer sign in on the site's own page, in a window without any rights.
    ///
    /// Stores the account with the session. The program never sees the password.
    ///
    /// # Errors
    /// `sign_in_given_up` if the customer closes the window, and the failure of
    /// [`kabinet_api::Api::browser_sign_in`].
    pub async fn browser_sign_in(&self, target: SignInTarget) -> Result<SignedInView, Failure> {
        self.leave_example();
        let signed_in = self.sign_in_in_window(&target).await;
        self.shell.close_sign_in_window();
        self.draw_tray();
        self.localized(signed_in)
    }

    /// Brings the window of the site to the front.
    pub fn show_browser_sign_in(&self) {
        self.shell.show_sign_in_window();
    }

    /// Closes the window of the site.
    pub fn cancel_browser_sign_in(&self) {
        self.shell.close_sign_in_window();
    }

    /// Opens the window, and waits for the sign-in or the closing, whichever comes first.
    async fn sign_in_in_window(&self, target: &SignInTarget) -> Result<SignedInView, ApiError> {
        let site = self.api.site_of(target)?;
        let (pages, newest) = SignInPages::channel();
        let (api, own) = (self.api.clone(), target.clone());
        let is_own = Box::new(move |page: &url::Url| api.is_of_site(page, &own));
        self.shell.open_sign_in_window(&site, is_own, pages).map_err(ApiError::SystemRefused)?;
        let mut closing = newest.clone();
        tokio::select! {
            biased;
            () = closed(&mut closing) => Err(ApiError::SignInGivenUp),
            signed_in = self.sign_in_with_pages(target, newest) => signed_in,
        }
    }

    /// Tries the newest page, until one of them shows the account.
    async fn sign_in_with_pages(
        &self,
        target: &SignInTarget,
        mut newest: watch::Receiver<SignInPage>,
    ) -> Result<SignedInView, ApiError> {
        loop {
            let session = next_session(&mut newest).await?;
            let pause = Instant::now() + SHORTEST_PAUSE;
            if let Some(signed_in) = self.api.browser_sign_in(target, &session).await? {
                return Ok(self.signed_in_view(signed_in));
            }
            sleep_until(pause).await;
        }
    }
}

/// Waits until the window is closed.
async fn closed(pages: &mut watch::Receiver<SignInPage>) {
    // A sender that is gone is a window that is gone.
    let _ = pages.wait_for(|page| matches!(page, SignInPage::Closed)).await;
}

/// Waits for a page that was not seen yet.
async fn next_session(pages: &mut watch::Receiver<SignInPage>) -> Result<BrowserSession, ApiError> {
    loop {
        pages.changed().await.map_err(|_| ApiError::SignInGivenUp)?;
        if let SignInPage::Loaded(session) = &*pages.borrow_and_update() {
            return Ok(session.clone());
        }
    }
}
