use std::fs::{self, DirEntry};
use std::process::Command;
use std::thread::sleep;
use std::time::Instant;

use crate::Session;
use crate::session::runtime;
use crate::wait::{PATIENCE, PAUSE};

/// A process of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub id: u32,
    /// The name of its program.
    pub name: String,
}

impl Session {
    /// The processes of this session, whoever started them; of those that just end, not all.
    pub fn processes(&self) -> Vec<Process> {
        let mark = format!("XDG_RUNTIME_DIR={}", runtime(self.home()).display());
        let numbers = fs::read_dir("/proc").expect("the system tells its processes").flatten();
        let numbers = numbers.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        numbers.filter_map(|id| Process::marked(id, &mark)).collect()
    }

    /// Those of a program.
    pub fn processes_of(&self, name: &str) -> Vec<Process> {
        self.processes().into_iter().filter(|process| process.name == name).collect()
    }
}

impl Process {
    fn marked(id: u32, mark: &str) -> Option<Self> {
        let environment = fs::read(format!("/proc/{id}/environ")).ok()?;
        let is_ours = environment.split(|byte| *byte == 0).any(|variable| variable == mark.as_bytes());
        let program = fs::read_link(format!("/proc/{id}/exe")).ok().filter(|_| is_ours)?;
        Some(Self { id, name: program.file_name()?.to_string_lossy().into_owned() })
    }

    /// The memory that is its own, in bytes: what the system would have back if it ended now.
    /// Nothing once it has ended.
    pub fn private_memory(&self) -> u64 {
        let told = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.id)).unwrap_or_default();
        let private = told.lines().filter(|line| line.starts_with("Private_"));
        private.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum::<u64>() * 1024
    }

    /// How often its threads were woken or made to wait so far.
    pub fn switches(&self) -> u64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id)).into_iter().flatten().flatten();
        let told = threads.filter_map(|thread| fs::read_to_string(thread.path().join("status")).ok());
        told.map(|status| switches_of(&status)).sum()
    }

    /// Ends it, and waits until nothing is left of it that the next program could find. It may be
    /// ending already.
    pub fn end_whole(&self) {
        self.end();
        let began = Instant::now();
        while self.holds_on() && began.elapsed() < PATIENCE {
            sleep(PAUSE);
        }
    }

    /// Whether a thread of it may still hold files and connections: those that do not are zombies.
    fn holds_on(&self) -> bool {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id)).into_iter().flatten().flatten();
        let state = |thread: DirEntry| fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        let mut states = threads.map(state);
        let is_alive = |state: &str| !state.starts_with(['Z', 'X']);
        states.any(|stat| stat.rsplit_once(") ").is_some_and(|(_, state)| is_alive(state)))
    }

    /// Ends it, if it has not ended by itself.
    pub(crate) fn end(&self) {
        let id = self.id.to_string();
        let _ = Command::new("kill").args(["-s", "KILL", &id]).output();
    }
}

fn switches_of(status: &str) -> u64 {
    let counts = status.lines().filter(|line| line.contains("ctxt_switches:"));
    counts.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum()
}
