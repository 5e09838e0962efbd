//! The use cases and their texts, as the window and the command line see them.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod accounts;
mod bindings;
mod copies;
mod diagnostics;
mod errors;
mod insight;
mod passwords;
mod providers;
mod search;
mod support;
mod unread;
mod vault;
