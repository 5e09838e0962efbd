//! Counting of instructions with valgrind.
//!
//! Work is done in a process of its own: once two times over and once one time, so that their
//! difference leaves out the start and the work of the first pass alone. The counts are compared with
//! those in a file, which `cargo xtask check instructions --accept` writes, if the compiler is the one
//! that the file names: another one makes other instructions of the same code.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread;

/// The most that a count may differ, in percent.
const MOST_CHANGE: u64 = 3;
/// Has the kind of work and the number of passes in a process that is counted.
const PART: &str = "KABINET_COUNTED_PART";
/// Set to write the counts down rather than compare them.
const ACCEPT: &str = "KABINET_ACCEPT_COUNTS";

type Counts = BTreeMap<String, u64>;

/// Counts the instructions of a pass of each part, and compares them with those in a file.
///
/// `prepare` is called once before, in a process that is not counted; `work` does a part some times.
pub fn run(file: &Path, parts: &[&str], prepare: impl FnOnce(), work: impl FnOnce(&str, usize)) -> ExitCode {
    if let Ok(part) = env::var(PART) {
        let (kind, passes) = part.split_once(' ').expect("there is a kind and a number");
        work(kind, passes.parse().expect("it is a number"));
        return ExitCode::SUCCESS;
    }
    prepare();
    let counts = all_counted(parts);
    if env::var_os(ACCEPT).is_some() {
        fs::write(file, written(&counts)).expect("the counts can be written");
        println!("{}written into {}", written(&counts), file.display());
        return ExitCode::SUCCESS;
    }
    let text = fs::read_to_string(file).expect("the counts are there");
    let (other, accepted) = accepted(&text);
    let is_within = compare(&accepted, &counts);
    if other != compiler() {
        println!("\nnot compared: these counts are of {}, the accepted ones of {other}", compiler());
        return ExitCode::SUCCESS;
    }
    if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Counts all parts at once, which changes no count.
fn all_counted(parts: &[&str]) -> Counts {
    thread::scope(|scope| {
        let counts = parts.iter().map(|part| (*part, scope.spawn(|| counted(part))));
        let counts: Vec<_> = counts.collect();
        let ended =
            counts.into_iter().map(|(part, count)| (part.to_owned(), count.join().expect("it is counted")));
        ended.collect()
    })
}

/// Returns the instructions of a pass of a part, in thousands.
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

/// Returns the name and the version of the compiler.
fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output().expect("the compiler starts");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn written(counts: &Counts) -> String {
    let counts: String = counts.iter().map(|(part, count)| format!("{part} {count}\n")).collect();
    format!("{}\n{counts}", compiler())
}

/// Reads the compiler and its counts.
fn accepted(text: &str) -> (&str, Counts) {
    let (compiler, counts) = text.split_once('\n').expect("there is a compiler");
    let counts = counts.lines().filter_map(|line| line.split_once(' '));
    let number = |count: &str| count.parse().expect("it is a number");
    (compiler, counts.map(|(part, count)| (part.to_owned(), number(count))).collect())
}

/// Prints the counts beside the accepted ones, and returns true if none differs by much.
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
