//! Sessions that a visit leaves open, so that the next one need not sign in.

use std::fmt;
use std::sync::Arc;

use url::Url;

use crate::http::cookies::Cookies;

/// A session that a visit left open, for the memory of one program alone.
#[derive(Clone)]
pub struct OpenSession {
    /// The address of the account page.
    pub(crate) account_page: Url,
    pub(crate) cookies: Arc<Cookies>,
}

impl fmt::Debug for OpenSession {
    /// Shows nothing: cookies and address may let anybody in.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OpenSession").finish_non_exhaustive()
    }
}
