//! Commands that are killed, or whose files cannot be written, at every point of their work.

use anyhow::Result;

use crate::{process, setup, test};

/// The number of kills; twice as many calls fail.
const KILLS: &str = "510";

/// Lets every command that writes fail in its system calls, on Linux.
///
/// # Errors
/// If something that was stored is lost, or a file is half written.
pub fn run() -> Result<()> {
    if cfg!(not(target_os = "linux")) {
        println!("Failures of system calls are injected by strace, which Linux alone has.");
        return Ok(());
    }
    setup::run()?;
    // The features of the other tests, so that nothing is built twice.
    let mut tests = process::cargo(&["test", "--workspace", "--features", test::WINDOW, "--locked"]);
    tests.args(["--test", "it", "--", "--nocapture"]);
    tests.arg("faults::nothing_is_lost_or_half_written_wherever_a_write_fails");
    process::run(tests.env("KABINET_FAULT_KILLS", KILLS))
}
