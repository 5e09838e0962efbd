//! Instructions that reading pages and opening a ledger take, which valgrind counts.

use anyhow::Result;

use crate::{process, setup, test};

/// Compares the counts with the accepted ones, or accepts them, on Linux.
///
/// # Errors
/// If a count differs by more than a few percent.
pub fn run(accept: bool) -> Result<()> {
    if cfg!(not(target_os = "linux")) {
        println!("Instructions are counted by valgrind, on Linux alone.");
        return Ok(());
    }
    setup::to_count()?;
    // The build and the features of the tests, so that nothing is built twice.
    let mut counts = process::cargo(&["test", "--workspace", "--features", test::WINDOW, "--locked"]);
    counts.args(["--bench", "instructions", "--bench", "opening", "--no-fail-fast"]);
    process::run(if accept { counts.env("KABINET_ACCEPT_COUNTS", "1") } else { &mut counts })
}
