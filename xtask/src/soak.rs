//! A long life of the program, which must not grow.

use anyhow::Result;

use crate::{process, setup, test, ui};

/// The number of days in the simulated life, of which the tests live a few.
const DAYS: &str = "365";

/// The number of times that the window is opened and closed; the tests do it a few times.
const OPENINGS: &str = "500";

/// Sets up, then lets a year pass, and opens and closes the window of the program 500 times.
///
/// Its programs are released ones. The figures are read from `/proc`, which Linux alone has.
///
/// # Errors
/// If a figure grows by more than is allowed, or a reminder is missed or repeated.
pub fn run() -> Result<()> {
    if cfg!(not(target_os = "linux")) {
        println!("Descriptors, threads and memory are read from /proc, which Linux alone has.");
        return Ok(());
    }
    setup::run()?;
    ui::build()?;
    live_a_year()?;
    open_and_close()
}

fn live_a_year() -> Result<()> {
    let mut tests = process::cargo(&["test", "--package", "kabinet-desktop", "--test", "it", "--locked"]);
    tests.args(["--release", "--", "--nocapture", "long_life::"]);
    process::run(tests.env("KABINET_SOAK_DAYS", DAYS))
}

/// Opens and closes the window of the released program, driven by the tests of the window.
fn open_and_close() -> Result<()> {
    let program = ["build", "--release", "--package", "kabinet", "--bin", "kabinet", "--locked"];
    process::run(&mut process::cargo(&program))?;
    let mut tests = process::cargo(&["test", "--workspace", "--features", test::WINDOW, "--locked"]);
    tests.args(["--test", "e2e", "--", "--nocapture", "long_life::"]);
    tests.env("KABINET_SOAK_OPENINGS", OPENINGS);
    process::run(tests.env("KABINET_SOAK_PROGRAM", process::target()?.join("release/kabinet")))
}
