//! Failures of system calls, which strace injects.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

/// The system calls that change files, or make changes lasting.
const CALLS: [&str; 13] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "openat",
    "rename",
    "unlink",
    "mkdir",
    "rmdir",
    "chmod",
    "copy_file_range",
    "linkat",
];

/// One call of the program's main thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    name: String,
    /// The number among the calls of that name, from 1.
    number: usize,
    /// The number of the last call of that name which touches the same folder.
    last: usize,
}

/// A failure of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The program is killed before the call.
    Kill,
    /// The call fails with this error.
    Error(&'static str),
    /// The call and all later ones of its name fail with this error.
    ErrorFromThenOn(&'static str),
}

/// Runs a command once, and returns its calls on files of a folder.
pub fn calls(command: &Command, input: File, folder: &Path) -> Vec<Call> {
    let log = folder.with_extension("calls");
    let options = ["-y", "-s", "0", "-o", log.to_str().unwrap(), "-e", &format!("trace={}", CALLS.join(","))];
    let ran = traced(command, &options).stdin(input).output().unwrap();
    assert!(ran.status.success(), "the command is to succeed without a failure: {ran:?}");
    let calls = calls_in(&fs::read_to_string(&log).unwrap(), folder.to_str().unwrap());
    fs::remove_file(log).unwrap();
    calls
}

/// Returns the calls in a log of strace that name a folder.
fn calls_in(log: &str, folder: &str) -> Vec<Call> {
    let mut lines = log.lines().filter_map(|line| line.split_once(' ')).peekable();
    let main = lines.peek().map(|(process, _)| *process).unwrap_or_default();
    let mut counts = HashMap::new();
    let mut calls = Vec::new();
    for (_, line) in lines.filter(|(process, _)| *process == main) {
        let Some((name, arguments)) = line.trim_start().split_once('(') else { continue };
        let count: &mut usize = counts.entry(name).or_default();
        *count += 1;
        if CALLS.contains(&name) && arguments.contains(folder) {
            calls.push(Call { name: name.to_owned(), number: *count, last: 0 });
        }
    }
    let lasts: HashMap<String, usize> = calls.iter().map(|call| (call.name.clone(), call.number)).collect();
    calls.iter_mut().for_each(|call| call.last = lasts[&call.name]);
    calls
}

impl Fault {
    /// Returns a command that meets this failure in a call.
    pub fn injected(self, call: &Call, command: &Command) -> Command {
        let Call { name, number, last } = call;
        let fault = match self {
            Self::Kill => format!("inject={name}:signal=KILL:when={number}"),
            Self::Error(error) => format!("inject={name}:error={error}:when={number}"),
            Self::ErrorFromThenOn(error) => format!("inject={name}:error={error}:when={number}..{last}"),
        };
        let options = ["-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &fault];
        traced(command, &options)
    }
}

/// Returns a command that runs another one under strace.
fn traced(command: &Command, options: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qqq", "-e", "signal=none"]).args(options);
    strace.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    strace
}
