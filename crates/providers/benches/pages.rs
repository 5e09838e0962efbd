//! Time and memory of reading each costly page, which fails if a figure is beyond its limit.
//!
//! Each page is read in a process of its own, whose memory nothing else has used.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot measure ends")]

#[path = "../tests/it/costly/honest.rs"]
mod honest;
#[path = "../tests/it/costly/reading.rs"]
mod reading;

use std::env;
use std::fs;
use std::process::{Command, ExitCode};
use std::time::Duration;

use kabinet_demo::costly;
use kabinet_extract::effort::MOST_STEPS;

use reading::Place;

const MOST_TIME: Duration = Duration::from_secs(2);
const LONGEST_DEAF: Duration = Duration::from_millis(200);
/// In KiB, beyond a process that reads no page.
const MOST_MEMORY: u64 = 128 * 1024;
/// Names the page to read in this process.
const PAGE: &str = "KABINET_COSTLY_PAGE";

/// The figures of a page; its memory is in KiB, and while it is deaf it cannot be abandoned.
struct Figures {
    time: Duration,
    steps: usize,
    deaf: Duration,
    memory: u64,
    is_refused: bool,
}

fn main() -> ExitCode {
    if let Ok(name) = env::var(PAGE) {
        read_here(&name);
        return ExitCode::SUCCESS;
    }
    println!(
        "at most {MOST_TIME:?}, {} MiB, deaf for {LONGEST_DEAF:?}, {MOST_STEPS} steps\n",
        MOST_MEMORY / 1024
    );
    println!("{:<32}{:>9}{:>10}{:>9}{:>12}", "page", "CPU", "memory", "deaf", "steps");
    let beyond: Vec<&str> =
        costly::pages().iter().filter(|page| !measured(page.name)).map(|page| page.name).collect();
    println!("\n{} pages, {} beyond a bound {beyond:?}", costly::pages().len(), beyond.len());
    print_honest();
    if beyond.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints the cost of the costliest honest page.
fn print_honest() {
    let costs = honest::pages().into_iter().map(|(name, places, html)| (reading::cost(&html, places), name));
    let (cost, name) = costs.max_by_key(|(cost, _)| cost.steps).expect("there are pages");
    let share = 100 * cost.steps / MOST_STEPS;
    println!(
        "the costliest honest page: {name}, {:.0?}, {} steps, {share} % of the bound",
        cost.time, cost.steps
    );
}

/// Reads a page in this process, and prints its figures.
fn read_here(name: &str) {
    let page = costly::pages().into_iter().find(|page| page.name == name).expect("it is a page");
    let html = (page.html)();
    let before = peak();
    let cost = reading::cost(&html, &Place::ALL);
    let memory = peak() - before;
    let (time, deaf) = (cost.time.as_micros(), cost.longest_deaf.as_micros());
    println!("{time} {} {deaf} {memory} {}", cost.steps, cost.is_refused);
}

/// Prints the figures of a page, and returns true if they are within the bounds.
fn measured(name: &str) -> bool {
    let program = env::current_exe().expect("it runs");
    let output = Command::new(program).env(PAGE, name).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let Some(Figures { time, steps, deaf, memory, is_refused }) = figures(&said) else {
        println!("{name:<32} fell over: {}", String::from_utf8_lossy(&output.stderr));
        return false;
    };
    let outcome = if is_refused { "refused" } else { "read" };
    println!("{name:<32}{time:>9.0?}{:>6} MiB{deaf:>9.0?}{steps:>12} {outcome}", memory / 1024);
    time <= MOST_TIME && memory <= MOST_MEMORY && deaf <= LONGEST_DEAF
}

fn figures(said: &str) -> Option<Figures> {
    let mut words = said.split_whitespace();
    let time = Duration::from_micros(words.next()?.parse().ok()?);
    let steps = words.next()?.parse().ok()?;
    let deaf = Duration::from_micros(words.next()?.parse().ok()?);
    let memory = words.next()?.parse().ok()?;
    Some(Figures { time, steps, deaf, memory, is_refused: words.next()? == "true" })
}

/// Returns the peak memory of this process so far, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse().unwrap_or_default()
}
