//! The tests of the whole workspace.

use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{process, setup, ui};

/// The feature by which tests drive the window.
pub const WINDOW: &str = "kabinet/e2e";

/// Sets up, then runs every test.
///
/// # Errors
/// If a test fails, or none is run.
pub fn run() -> Result<()> {
    setup::run()?;
    ui::build()?;
    ui::check()?;
    let mut tests = process::cargo(&["test", "--workspace", "--features", WINDOW, "--locked"]);
    process::show(&tests);
    let tally = run_and_count(&mut tests)?;
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    ensure!(tally.passed > 0, "no test was run");
    Ok(())
}

/// The numbers of passed and failed tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    passed: u32,
    failed: u32,
}

/// Runs the tests, prints their output, and adds up the results of the test programs.
fn run_and_count(tests: &mut Command) -> Result<Tally> {
    let mut child = tests.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut tally = Tally::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        tally += Tally::of(&line).unwrap_or_default();
    }
    let status = child.wait()?;
    ensure!(status.success(), "{} passed, {} failed: {}", tally.passed, tally.failed, process::line(tests));
    Ok(tally)
}

impl Tally {
    /// Parses the last line of a test program: `test result: ok. 4 passed; 0 failed; …`.
    fn of(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let count = |of: &str| counts.split("; ").find_map(|part| part.strip_suffix(of)?.trim().parse().ok());
        Some(Self { passed: count("passed")?, failed: count("failed")? })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_test_programs_add_up() {
        let lines = [
            "running 4 tests",
            "test month::tests::refuses_what_is_no_month ... ok",
            "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        ];
        let mut tally = Tally::default();
        for part in lines.into_iter().filter_map(Tally::of) {
            tally += part;
        }
        assert_eq!(tally, Tally { passed: 16, failed: 2 });
    }
}
