//! Downloads from a server on this machine, and the replacement of a file.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

#[cfg(unix)]
mod app_image;
mod server;
