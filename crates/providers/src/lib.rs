//! How each provider's cabinet is read: the way through its site, and the figures on its pages.
//!
//! `page` reads a page by what a person sees on it, `http` carries requests, and `monthly` goes the
//! way through a cabinet that lists months. What is particular to a provider is data: its
//! `description`. Deliberately not here: what to fetch and when (`kabinet-sync`), and keeping it
//! (`kabinet-store`).

mod cabinet;
mod description;
mod error;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
mod http;
mod journal;
mod known;
mod mask;
mod monthly;
#[cfg(test)]
mod mutations;
mod page;
mod report;

pub use cabinet::{
    BegunSession, Credentials, Declaration, Entrance, Key, ListedMonth, Provider, Session, Trail,
};
pub use description::{Description, DescriptionError, Fault};
pub use error::{BrowserReason, Missing, OfflineCause, Page, Problem, ProviderError, Unreadable};
pub use http::Limits;
pub use journal::{Journal, SeenPage};
pub use known::{Providers, Source, find, find_within};

pub use page::notes::FoundLabel;
pub use report::Report;

/// The longest page that is read, in bytes after decompression.
pub const LONGEST_PAGE: usize = 2 * 1024 * 1024;

/// The most requests in flight to a site at once.
pub const REQUESTS_AT_ONCE: usize = 4;
