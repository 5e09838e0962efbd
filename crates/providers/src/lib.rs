//! How each provider's cabinet is read: the way through its site, and the figures on its pages.
//!
//! `page` reads a page by what a person sees on it, `http` carries requests, and each provider's
//! folder holds only what is particular to it. Deliberately not here: what to fetch and when
//! (`kabinet-sync`), and keeping it (`kabinet-store`).

mod cabinet;
mod error;
mod http;
mod page;
mod sevencom;

use std::sync::Arc;

pub use cabinet::{
    BegunSession, Credentials, Declaration, Entrance, Key, ListedMonth, Provider, Session, Trail,
};
pub use error::{BrowserReason, Missing, OfflineCause, Page, Problem, ProviderError, Unreadable};
pub use http::Limits;

/// The longest page that is read, in bytes after decompression.
pub const LONGEST_PAGE: usize = 2 * 1024 * 1024;

/// The most requests in flight to a site at once.
pub const REQUESTS_AT_ONCE: usize = 4;

/// Every provider that can be read.
pub fn all() -> Vec<Arc<dyn Provider>> {
    all_within(Limits::default())
}

/// Every provider, to be waited for so long.
pub fn all_within(limits: Limits) -> Vec<Arc<dyn Provider>> {
    vec![Arc::new(sevencom::Sevencom { limits })]
}

/// The provider of that name.
pub fn find(id: &str) -> Option<Arc<dyn Provider>> {
    all().into_iter().find(|provider| provider.declaration().id == id)
}
