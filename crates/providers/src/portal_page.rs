//! Steps of a visit that read one page and need no site.
//!
//! Sessions are built from them; tests and fuzz targets try them on pages of their own.

pub use crate::http::Answer;
pub use crate::http::redirect::target as redirect_target;
pub use crate::portal::account_page::summary;
pub use crate::portal::city::choose as choose_city;
pub use crate::portal::find_sign_in::portal_links as sign_in_links;
pub use crate::portal::form_purpose::PasswordForm;
pub use crate::portal::list_links::{links_to_lists, says_whole};
pub use crate::portal::login_step::is_on as asks_for_login_alone;
pub use crate::portal::outage::spoils_months;
pub use crate::portal::own_account::other_account;
pub use crate::portal::page_kind::{draws_password_field, is_maintenance};
pub use crate::portal::pages::{links_to_months, no_entries};
pub use crate::portal::session_end::asks_again;
pub use crate::portal::sign_in_form::best_purpose;
pub use crate::portal::sign_in_form::fill as fill_sign_in_form;
pub use crate::portal::sign_in_result::classify as classify_answer;
