//! Instructions of reading the pages of the demo portal's skins.
//!
//! It fails if they change.
//!
//! Valgrind counts them in a process of its own for each kind of page: once with two passes over the
//! pages and once with one, so that their difference is one pass without the start. The counts are
//! compared with those in `instructions.txt`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot measure ends")]

#[path = "reading/figures.rs"]
#[expect(dead_code, reason = "the figures are compared with others elsewhere")]
mod figures;
#[path = "reading/pages.rs"]
#[expect(dead_code, reason = "the names of the pages are printed elsewhere")]
mod pages;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use pages::Page;

/// The most that a count may differ, in percent.
const MOST_CHANGE: u64 = 3;
/// Has the kind of pages and the number of passes in a process that is counted.
const PART: &str = "KABINET_COUNTED_PART";
/// Set to write the counts down rather than compare them.
const ACCEPT: &str = "KABINET_ACCEPT_COUNTS";
/// The pages within a large site.
const LARGE: &str = "large";
/// The page with a whole statement.
const STATEMENT: &str = "statement";
const PARTS: [&str; 5] = ["account", "months", "month", LARGE, STATEMENT];

type Counts = BTreeMap<String, u64>;

fn main() -> ExitCode {
    if let Ok(part) = env::var(PART) {
        let (kind, passes) = part.split_once(' ').expect("there is a kind and a number");
        read(kind, passes.parse().expect("it is a number"));
        return ExitCode::SUCCESS;
    }
    let counts: Counts = PARTS.iter().map(|part| ((*part).to_owned(), counted(part))).collect();
    if env::var_os(ACCEPT).is_some() {
        fs::write(file(), written(&counts)).expect("the counts can be written");
        println!("{}written into {}", written(&counts), file().display());
        return ExitCode::SUCCESS;
    }
    if compare(&accepted(), &counts) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads the pages of a part some times.
fn read(part: &str, passes: usize) {
    let is_meant = |page: &Page| if page.is_large { part == LARGE } else { page.kind.name() == part };
    let pages: Vec<Page> = pages::of_skins().into_iter().filter(is_meant).collect();
    let statement = pages::statement_on_one_page();
    // The first pass also compiles the patterns, once in a process; the difference leaves that out.
    for _ in 0..passes {
        pages.iter().for_each(|page| drop(figures::of(page)));
        if part == STATEMENT {
            assert!(figures::of_statement(&statement).is_some());
        }
    }
}

/// Returns the instructions of a pass over the pages of a part, in thousands.
fn counted(part: &str) -> u64 {
    let [one, two] = [1, 2].map(|passes| instructions(&format!("{part} {passes}")));
    (two - one) / 1000
}

fn instructions(part: &str) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    let program = env::current_exe().expect("it runs");
    let output = valgrind.arg(program).env(PART, part).output().expect("valgrind starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("refs:")).filter(|_| output.status.success());
    let (_, count) = line.unwrap_or_else(|| panic!("valgrind failed: {said}"));
    count.replace(',', "").trim().parse().expect("it is a number")
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.txt")
}

fn written(counts: &Counts) -> String {
    counts.iter().map(|(part, count)| format!("{part} {count}\n")).collect()
}

fn accepted() -> Counts {
    let text = fs::read_to_string(file()).expect("the counts are there");
    let counts = text.lines().filter_map(|line| line.split_once(' '));
    counts.map(|(part, count)| (part.to_owned(), count.parse().expect("it is a number"))).collect()
}

/// Prints the counts beside the accepted ones, and returns true if none differs much.
fn compare(accepted: &Counts, counts: &Counts) -> bool {
    println!("{:<12}{:>14}{:>14}", "thousands of", "accepted", "counted");
    let is_near = |part: &String| {
        let [before, now] = [accepted, counts].map(|counts| counts.get(part).copied().unwrap_or_default());
        println!("{part:<12}{before:>14}{now:>14}");
        now.abs_diff(before) * 100 <= before * MOST_CHANGE
    };
    let is_within = counts.keys().map(is_near).fold(true, |within, is_near| within & is_near);
    if !is_within {
        println!(
            "\nmore than {MOST_CHANGE} % is a change; accept it with: cargo xtask check instructions --accept"
        );
    }
    is_within
}
