//! Tests of pages that are built to exhaust the program.

use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use kabinet_demo::{CANARY, Fault, Screen};

use crate::support::{Cli, Spawned, demo};

const MEBIBYTE: u64 = 1024 * 1024;

/// The most time that an attack may take beyond a page that is refused at once.
const MOST_TIME: Duration = Duration::from_secs(1);
const MOST_MEMORY: u64 = 64 * MEBIBYTE;

/// The resources that a program used.
struct Cost {
    time: Duration,
    memory: u64,
    exit: Option<i32>,
}

#[test]
fn a_page_that_is_an_attack_is_refused_quickly_and_in_little_memory() {
    let base = refused(Fault::Maintenance, 4);
    for fault in
        [Fault::GzipBomb, Fault::Endless, Fault::Nested("div"), Fault::Nested("b"), Fault::Nested("table")]
    {
        let cost = refused(fault.clone(), 5);
        let (time, memory) = (cost.time.saturating_sub(base.time), cost.memory.saturating_sub(base.memory));
        assert!(time < MOST_TIME, "{fault:?} took {time:?} longer than a short page");
        assert!(memory < MOST_MEMORY, "{fault:?} took {} MiB more than a short page", memory / MEBIBYTE);
    }
}

/// Returns the cost of a sync that reads such an account page.
fn refused(fault: Fault, exit: i32) -> Cost {
    let demo = demo();
    let cli = Cli::synced(&demo);
    demo.fault(fault.clone().on(Screen::Account));
    let cost = cost_of_sync(&cli);
    assert_eq!(cost.exit, Some(exit), "{fault:?} is not read");
    cost
}

fn cost_of_sync(cli: &Cli) -> Cost {
    let mut command = cli.command();
    command.args(["sync", "--password-stdin"]).stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let begun = Instant::now();
    let mut child = Spawned::of(&mut command);
    writeln!(child.stdin.take().unwrap(), "{CANARY}").unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        memory = peak(&status).unwrap_or(memory).max(memory);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        thread::yield_now();
    };
    assert!(memory > 0, "the memory of the program was not seen");
    Cost { time: begun.elapsed(), memory, exit: ended.code() }
}

/// Returns the peak memory of a process so far, in bytes.
fn peak(status: &str) -> Option<u64> {
    let told = fs::read_to_string(status).ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}
