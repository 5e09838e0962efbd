//! Pages that show that a session is over.

use kabinet_extract::html::document::Document;
use url::Url;

use crate::portal::form_purpose::{PasswordForm, asks_to_sign_in};
use crate::portal::login_step;
use crate::portal::page_kind::shows_sign_out;
use crate::profile::NavigationLabels;

/// Returns true if a page asks the customer to sign in again.
///
/// The forms in `outside` stand on pages for signed-in customers too. `sign_in` is the address at which
/// the sign-in began: a form for the login alone counts only there.
pub fn asks_again(
    document: &Document,
    navigation: &NavigationLabels,
    outside: &[PasswordForm],
    sign_in: Option<&Url>,
) -> bool {
    let asks_for_password = asks_to_sign_in(document, outside) && !shows_sign_out(document, navigation);
    let is_at_beginning = sign_in.is_some_and(|address| address.path() == document.address.path());
    asks_for_password || is_at_beginning && login_step::is_on(document, navigation)
}
