//! The demo cabinet: a local server that shows the screens of a provider's personal account, for
//! people who have none and for tests.
//!
//! It is read by the real code over HTTP like any other cabinet. Deliberately not here: anything
//! that knows how pages are read, and any code for one skin.

mod asked;
mod bombs;
mod city;
mod error;
mod faults;
mod ledger;
mod line;
mod reply;
mod route;
mod server;
mod site;
mod skin;
mod stats;
mod story;
mod style;
mod view;
mod visit;

pub use error::DemoError;
pub use faults::{Fault, Trouble};
pub use ledger::{ACCOUNT, Ledger};
pub use reply::Reply;
pub use server::{Demo, Running, Setup};
pub use site::PASSWORD;
pub use skin::{NeedsBrowser, Screen, Skin};
pub use stats::{Logged, Stats};
