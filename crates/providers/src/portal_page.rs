//! Steps of a visit that read one page and need no site.
//!
//! Sessions are built from them; tests and fuzz targets try them on pages of their own.

pub use crate::portal::account_page::summary;
pub use crate::portal::find_sign_in::portal_links as sign_in_links;
pub use crate::portal::sign_in_form::fill as fill_sign_in_form;
