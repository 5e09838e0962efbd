use kabinet_api::wire::Failure;
use kabinet_api::wire::window::SignedIn;
use kabinet_api::{ApiError, Place};
use tokio::sync::mpsc;

use crate::{Browsing, Desktop};

impl Desktop {
    /// Has the customer sign in on the site's own page, in a window without any rights, and goes
    /// on with the session that they begin there. The password is not seen.
    ///
    /// # Errors
    /// That the window was closed, and those of [`kabinet_api::Kabinet::browser_sign_in`], in words.
    pub async fn browser_sign_in(&self, place: Place) -> Result<SignedIn, Failure> {
        self.leave_example();
        let signed_in = self.begun_in_browser(&place).await;
        self.surface.stop_browsing();
        self.draw_tray();
        self.said(signed_in)
    }

    /// Closes the window of the site.
    pub fn cancel_browser_sign_in(&self) {
        self.surface.stop_browsing();
    }

    /// A page that is not the cabinet yet is followed by another.
    async fn begun_in_browser(&self, place: &Place) -> Result<SignedIn, ApiError> {
        let site = self.own.site_of(place)?;
        let (tells, mut told) = mpsc::unbounded_channel();
        let (kabinet, own) = (self.own.clone(), place.clone());
        let is_own = Box::new(move |page: &url::Url| kabinet.is_of_site(page, &own));
        self.surface.browse(&site, is_own, tells).map_err(ApiError::SystemRefused)?;
        while let Some(Browsing::CameTo(begun)) = told.recv().await {
            if let Some(done) = self.own.browser_sign_in(place, &begun).await? {
                return Ok(self.on_the_wire(done));
            }
        }
        Err(ApiError::SignInGivenUp)
    }
}
