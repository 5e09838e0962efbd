//! The demo portal: a local HTTP server that shows the pages of a provider's customer portal.
//!
//! It serves people who have no account, and tests. The program reads it over HTTP like any other
//! portal.
//!
//! Not here: code that knows how pages are read, and code of a single skin.

mod bombs;
pub mod canary;
mod city;
mod connection;
pub mod costly;
mod customer;
mod error;
mod faults;
mod format;
mod ledger;
mod reply;
mod request;
mod request_log;
mod route;
mod scenario;
mod screen;
mod server;
mod session;
mod site;
mod skin;
mod skin_config;
mod view;

pub use canary::CANARY;
pub use customer::Customer;
pub use error::DemoError;
pub use faults::{Fault, Trouble};
pub use ledger::{ACCOUNT, Ledger};
pub use reply::Reply;
pub use request_log::{Logged, Stats};
pub use screen::Screen;
pub use server::{Demo, Running, Setup};
pub use site::PASSWORD;
pub use skin::Skin;
pub use skin_config::NeedsBrowser;
