//! Databases that are damaged.

use anyhow::Result;

use crate::process;

/// The number of damaged files, of which the tests try a small share.
const FILES: &str = "2200";

/// Tries damaged files, with a secret key and without.
///
/// # Errors
/// If a figure of one is wrong, or one is in the way of a start.
pub fn run() -> Result<()> {
    let mut tests = process::cargo(&["test", "--package", "kabinet-store", "--test", "it", "--locked"]);
    tests.args(["--", "--nocapture", "damage::no_damage_is_shown_as_a_figure_and_none_is_in_the_way"]);
    process::run(tests.env("KABINET_DAMAGED_FILES", FILES))
}
