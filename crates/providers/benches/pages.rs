//! Time and memory of reading each costly page, which fails if a figure is beyond its limit.
//!
//! Each page is read in a process of its own, whose memory nothing else has used.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot measure ends")]

#[path = "../../../xtask/src/bench/figure.rs"]
#[expect(dead_code, reason = "other benchmarks compare in other ways")]
mod figure;
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

use figure::{Amount, Bound, Figure, report};
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
    let pages: Vec<Figures> = costly::pages().iter().filter_map(|page| measured(page.name)).collect();
    let are_all = pages.len() == costly::pages().len();
    print_honest();
    if report(&worst(&pages)) && are_all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Judges the worst figure of all pages of each kind.
fn worst(pages: &[Figures]) -> [Figure; 3] {
    let time = |time: Duration| Amount(time.as_nanos(), format!("{time:.0?}"));
    let memory = |kibibytes: u64| Amount(kibibytes.into(), format!("{} MiB", kibibytes / 1024));
    let longest = |of: fn(&Figures) -> Duration| time(pages.iter().map(of).max().unwrap_or_default());
    let most = pages.iter().map(|page| page.memory).max().unwrap_or_default();
    [
        Figure::alone("costliest page, processor", longest(|page| page.time), Bound::AtMost(time(MOST_TIME))),
        Figure::alone("costliest page, memory", memory(most), Bound::AtMost(memory(MOST_MEMORY))),
        Figure::alone("costliest page, deaf", longest(|page| page.deaf), Bound::AtMost(time(LONGEST_DEAF))),
    ]
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

/// Prints the figures of a page; `None` if the program fell over.
fn measured(name: &str) -> Option<Figures> {
    let program = env::current_exe().expect("it runs");
    let output = Command::new(program).env(PAGE, name).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let Some(figures) = figures(&said) else {
        println!("{name:<32} fell over: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    };
    let Figures { time, steps, deaf, memory, .. } = figures;
    let outcome = if figures.is_refused { "refused" } else { "read" };
    println!("{name:<32}{time:>9.0?}{:>6} MiB{deaf:>9.0?}{steps:>12} {outcome}", memory / 1024);
    Some(figures)
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
