//! The programs and tests of the commit before they were made faster and smaller, to compare with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::figure::{Amount, Bound, Figure};
use crate::process;
use crate::setup::node;
use crate::ui;

/// The last commit of 28 November 2026: the window took 39.3 MB and the command line 28.4 MB.
const COMMIT: &str = "086ac4d2bebc48f6df49dc376799fbd13be8837b";
const NAME: &str = "28 November";

/// The most of the earlier bytes, in hundredths.
const MOST_BYTES: u128 = 50;
/// The most of the earlier time of tests, in hundredths.
const MOST_TEST_TIME: u128 = 50;
/// The most of the earlier time with a million transactions, in hundredths.
const MOST_LEDGER_TIME: u128 = 100;

const PROGRAMS: [&str; 2] = ["kabinet", "kabinet-cli"];

/// The benchmark's name for everything with a million transactions.
pub const LEDGER: &str = "1,000,000 operations: ";

/// The end of the name of a time with a plain database; the earlier programs encrypted nothing.
const PLAIN: &str = ", not encrypted";

/// A test of both commits.
struct Test {
    name: &'static str,
    package: &'static str,
    /// The test program, now and earlier.
    targets: [&'static [&'static str]; 2],
}

const TESTS: [Test; 2] = [
    Test {
        name: "mutations::no_wrong_figure_is_read_on_a_changed_page",
        package: "kabinet-providers",
        targets: [&["--test", "it"], &["--lib"]],
    },
    Test {
        name: "skins::every_skin_is_read_to_the_kopeck",
        package: "kabinet-sync",
        targets: [&["--test", "it"], &["--test", "it"]],
    },
];

/// Builds both programs of both commits, and compares their sizes.
pub fn programs(folder: &Path) -> Result<Vec<Figure>> {
    let base = checked_out(folder)?;
    let pages = base.join("ui").display().to_string();
    node::run_npm(&pages, &["ci", "--no-audit", "--no-fund"])?;
    node::run_npm(&pages, &["run", "build"])?;
    ui::build()?;
    for tree in [&base, &process::root()] {
        let build = ["build", "--release", "--locked", "--package", "kabinet", "--package", "kabinet-cli"];
        process::run(&mut cargo_in(tree, &build))?;
    }
    let size = |release: PathBuf| -> Result<Amount> {
        let file = fs::metadata(&release).with_context(|| format!("{} is not built", release.display()))?;
        Ok(megabytes(file.len()))
    };
    let figure = |program: &&str| {
        let own = size(process::target()?.join("release").join(program))?;
        let before = size(base.join("target/release").join(program))?;
        Ok(Figure::beside(&format!("{program}, stripped"), own, NAME, before, Bound::AtMost(MOST_BYTES)))
    };
    PROGRAMS.iter().map(figure).collect()
}

/// Runs the earlier benchmark of the ledger, and compares the times with those measured now.
pub fn ledger(folder: &Path, figures: &[Figure]) -> Result<Vec<Figure>> {
    let mut bench =
        cargo_in(&checked_out(folder)?, &["bench", "--package", "xtask", "--bench", "ledger", "--locked"]);
    // It fails by its own limits, which do not matter here.
    let output = bench.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    let alone = figures.iter().filter(|figure| figure.beside.is_empty());
    let beside: Vec<Figure> = alone.filter_map(|figure| beside_earlier(figure, &said)).collect();
    ensure!(!beside.is_empty(), "the earlier benchmark of the ledger has printed no time");
    Ok(beside)
}

/// Runs the same tests of both commits, and compares their times.
pub fn tests(folder: &Path) -> Result<Figure> {
    let base = checked_out(folder)?;
    let (mut own, mut before) = (Duration::ZERO, Duration::ZERO);
    for test in &TESTS {
        let [now, earlier] = test.targets;
        own += test.takes(&process::root(), now)?;
        before += test.takes(&base, earlier)?;
    }
    let [own, before] = [own, before].map(in_words);
    Ok(Figure::beside("tests of mutations and skins", own, NAME, before, Bound::AtMost(MOST_TEST_TIME)))
}

impl Test {
    fn takes(&self, tree: &Path, target: &[&str]) -> Result<Duration> {
        let mut tests = cargo_in(tree, &["test", "--package", self.package, "--locked"]);
        tests.args(target).args(["--", "--exact", self.name]);
        process::show(&tests);
        let output = tests.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
        let said = String::from_utf8_lossy(&output.stdout);
        let time = said.lines().find_map(test_time).filter(|_| output.status.success());
        time.with_context(|| format!("{} did not pass: {said}", self.name))
    }
}

/// Returns the folder of the earlier commit, which is checked out at the first time.
fn checked_out(folder: &Path) -> Result<PathBuf> {
    let base = folder.join("base");
    if !base.join("Cargo.toml").exists() {
        let mut git = Command::new("git");
        git.args(["worktree", "add", "--force", "--detach"]).arg(&base).arg(COMMIT);
        process::run(git.current_dir(process::root()))?;
    }
    Ok(base)
}

/// Creates a command of cargo in one of both trees, each of which has build files of its own.
fn cargo_in(tree: &Path, arguments: &[&str]) -> Command {
    let mut cargo = process::cargo(arguments);
    if tree != process::root() {
        cargo.current_dir(tree).env("CARGO_TARGET_DIR", tree.join("target"));
    }
    cargo
}

/// Compares a time of the ledger with the earlier one, if that was measured.
fn beside_earlier(figure: &Figure, said: &str) -> Option<Figure> {
    let name = figure.what.strip_prefix(LEDGER)?.strip_suffix(PLAIN)?;
    let columns = said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    let before = duration(columns.split_whitespace().next()?)?;
    let own = Amount(figure.amount, figure.figure.clone());
    Some(Figure::beside(&figure.what, own, NAME, in_words(before), Bound::AtMost(MOST_LEDGER_TIME)))
}

/// Parses the time in the last line of a test program, one test of which has passed.
fn test_time(line: &str) -> Option<Duration> {
    let (counts, time) = line.strip_prefix("test result: ok. ")?.split_once("finished in ")?;
    counts.starts_with("1 passed;").then(|| duration(time))?
}

/// Parses a time as Rust prints it: `12.5ms`.
fn duration(text: &str) -> Option<Duration> {
    let unit = text.find(|letter: char| letter != '.' && !letter.is_ascii_digit())?;
    let (number, unit) = text.split_at(unit);
    let number: f64 = number.parse().ok()?;
    let seconds = match unit {
        "s" => number,
        "ms" => number / 1e3,
        "µs" => number / 1e6,
        "ns" => number / 1e9,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

fn in_words(time: Duration) -> Amount {
    Amount(time.as_nanos(), format!("{time:.1?}"))
}

fn megabytes(bytes: u64) -> Amount {
    let tenths = bytes / 100_000;
    Amount(bytes.into(), format!("{}.{} MB", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_rust_prints_them() {
        for time in [Duration::from_micros(1_500), Duration::from_millis(12_345), Duration::from_nanos(900)] {
            assert_eq!(duration(&format!("{time:?}")), Some(time));
        }
        assert_eq!(duration("12 MiB"), None);
        assert_eq!(duration("fast"), None);
    }

    #[test]
    fn only_a_test_that_was_run_has_a_time() {
        let line = |passed| {
            format!(
                "test result: ok. {passed} passed; 0 failed; 0 ignored; 0 measured; 9 filtered out; finished in 133.25s"
            )
        };
        assert_eq!(test_time(&line(1)), Some(Duration::from_millis(133_250)));
        assert_eq!(test_time(&line(0)), None, "no test has that name");
    }

    #[test]
    fn the_times_of_both_commits_are_compared_by_their_names() {
        let said = "                                measured     at most   sqlite3 shell\n\
                    CSV, memory over the base         12 MiB     100 MiB\n\
                    CSV                                 2.0s          3s           1.5s\n\
                    page of 100, p99                 800.0µs         2ms         40.0ms\n";
        let figure = |name, time| {
            let bound = Bound::AtMost(in_words(Duration::from_secs(3)));
            Figure::alone(&format!("{LEDGER}{name}{PLAIN}"), in_words(time), bound)
        };
        let beside = |name, time| beside_earlier(&figure(name, time), said);
        let csv = beside("CSV", Duration::from_secs(1)).unwrap();
        assert_eq!((csv.ratio.as_str(), csv.is_within), ("0.50", true));
        let page = beside("page of 100, p99", Duration::from_millis(1)).unwrap();
        assert_eq!((page.ratio.as_str(), page.is_within), ("1.25", false));
        assert_eq!(beside("open and overview", Duration::from_secs(1)), None, "it was not measured then");
        let memory = beside_earlier(&figure("CSV, memory over the base", Duration::ZERO), said);
        assert_eq!(memory, None, "memory has a bound of its own");
        let time = in_words(Duration::from_secs(1));
        let encrypted = Figure::alone(&format!("{LEDGER}CSV"), time.clone(), Bound::AtMost(time));
        assert_eq!(beside_earlier(&encrypted, said), None, "the earlier programs encrypted nothing");
    }
}
