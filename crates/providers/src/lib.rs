//! Access to the portals of providers.
//!
//! `http` carries requests, `portal` walks through a portal, and `profile` holds the data that is
//! particular to a provider. Not here: reading figures off a page (`kabinet-extract`), choosing which
//! pages to fetch and when (`kabinet-sync`), and storing them (`kabinet-store`).

mod browser_session;
mod error;
mod http;
mod open_session;
mod own_thread;
mod portal;
pub mod portal_page;
mod profile;
mod provider;
mod registry;
mod visit_log;

pub use crate::browser_session::BrowserSession;
pub use crate::error::{BrowserReason, OfflineCause, PortalPage, ProviderError, SignInRefusal};
pub use crate::http::Limits;
pub use crate::http::site::Site;
pub use crate::open_session::OpenSession;
pub use crate::profile::{Fault, Labels, Profile, ProfileError};
pub use crate::provider::{
    Credential, Credentials, KnownUrls, ListedMonth, Provider, ProviderInfo, Session, SignInTarget,
};
pub use crate::registry::{ProviderRegistry, Source, find, find_within};
pub use crate::visit_log::{VisitLog, VisitedPage};
pub use kabinet_extract::error::{Missing, Problem, Unreadable};
pub use kabinet_extract::trace::FoundLabel;

/// The largest page that is read, in bytes after decompression.
pub const LONGEST_PAGE: usize = 2 * 1024 * 1024;

/// The maximum number of concurrent requests to a site.
pub const REQUESTS_AT_ONCE: usize = 4;
