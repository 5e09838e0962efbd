use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{process, setup, ui};

/// Lets tests drive the window.
pub const WINDOW: &str = "kabinet/e2e";

/// Sets up, then runs every test.
pub fn run() -> Result<()> {
    setup::run()?;
    ui::build()?;
    ui::check()?;
    let mut tests = process::cargo(&["test", "--workspace", "--features", WINDOW, "--locked"]);
    process::show(&tests);
    let tally = passed_on(&mut tests)?;
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    ensure!(tally.passed > 0, "no test was run");
    Ok(())
}

/// How many tests did what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    passed: u32,
    failed: u32,
}

/// Runs the tests, lets every line of theirs through, and adds up what their last lines tell.
fn passed_on(tests: &mut Command) -> Result<Tally> {
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
    /// What the last line of one test program tells: `test result: ok. 4 passed; 0 failed; …`.
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
        for told in lines.into_iter().filter_map(Tally::of) {
            tally += told;
        }
        assert_eq!(tally, Tally { passed: 16, failed: 2 });
    }
}
