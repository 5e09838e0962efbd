use std::fs;
use std::process::Command;

use crate::Session;
use crate::session::runtime;

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

    /// Ends it.
    pub fn end(&self) {
        let id = self.id.to_string();
        // It may have ended by itself.
        let _ = Command::new("kill").args(["-s", "KILL", &id]).output();
    }
}
