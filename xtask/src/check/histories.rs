//! Random histories of a computer on which the desktop program runs.

use anyhow::Result;

use crate::process;

/// The number of histories, of which the tests try a small share.
const HISTORIES: &str = "10000";

/// Tries random histories of sleep, clocks, restarts, kills, refusals and outages.
///
/// # Errors
/// If a reminder is lost or repeated in one, or the site gets too many requests.
pub fn run() -> Result<()> {
    let mut tests = process::cargo(&["test", "--package", "kabinet-desktop", "--test", "it", "--locked"]);
    tests.args(["--release", "--", "--nocapture", "histories::"]);
    process::run(tests.env("KABINET_HISTORIES", HISTORIES))
}
