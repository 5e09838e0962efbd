//! Accounts: their list, signing in and out, and their credentials.

mod browser_sign_in;
pub(crate) mod credentials;
mod links;
mod list;
pub(crate) mod sign_in;
mod sign_out;
pub(crate) mod site_address;
pub(crate) mod target;
