//! What is said, and what is done, as the window and the command line see it.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod accounts;
mod bindings;
mod desk;
mod diagnosing;
mod meaning;
mod passwords;
mod providers;
mod search;
mod words;
