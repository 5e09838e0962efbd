//! The types of the window's pages.

use anyhow::Result;

use crate::process;

/// The environment variable that makes the test of the view types write them.
const WRITE: &str = "KABINET_WRITE_BINDINGS";

/// Writes the view types for the window; without the variable the same test compares them.
///
/// # Errors
/// If the test does not run.
pub fn run() -> Result<()> {
    let mut writing = process::cargo(&["test", "--package", "kabinet-api", "--locked", "bindings::"]);
    process::run(writing.env(WRITE, "1"))
}
