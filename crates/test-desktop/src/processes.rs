//! The processes of the session, read from `/proc`.

use std::collections::{BTreeSet, HashMap};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs, process};

use crate::Session;
use crate::child_process::signal;
use crate::session::runtime_dir;
use crate::wait::{POLL_INTERVAL, TIMEOUT};

/// The folders of files through which the system tells its state.
const SYSTEM_STATE: [&str; 2] = ["/proc", "/sys"];

/// A process of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its process id.
    pub id: u32,
    /// The file name of its program.
    pub name: String,
}

impl Session {
    /// Returns the processes of this session, including indirect children.
    ///
    /// A process that ends during the call may be left out.
    pub fn processes(&self) -> Vec<Process> {
        let mark = format!("XDG_RUNTIME_DIR={}", runtime_dir(self.home()).display());
        let ids = fs::read_dir("/proc").expect("/proc is mounted").flatten();
        let ids = ids.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        ids.filter_map(|id| Process::with_variable(id, &mark)).collect()
    }

    /// Returns the time that this session's threads have waited for a busy processor.
    ///
    /// It is the sum over all threads, so the load of other programs delays the session by at most
    /// this time. On an idle machine it is close to zero.
    pub fn run_delay(&self) -> Duration {
        self.processes().iter().map(Process::run_delay).sum()
    }

    /// Returns the processes of this session that run the program `name`.
    pub fn processes_of(&self, name: &str) -> Vec<Process> {
        self.processes().into_iter().filter(|process| process.name == name).collect()
    }
}

impl Process {
    /// Reads the process `id` if its environment contains `variable`.
    fn with_variable(id: u32, variable: &str) -> Option<Self> {
        let environment = fs::read(format!("/proc/{id}/environ")).ok()?;
        let is_ours = environment.split(|byte| *byte == 0).any(|other| other == variable.as_bytes());
        let program = fs::read_link(format!("/proc/{id}/exe")).ok().filter(|_| is_ours)?;
        Some(Self { id, name: program.file_name()?.to_string_lossy().into_owned() })
    }

    /// Returns the process that this code runs in.
    pub fn own() -> Self {
        let program = env::current_exe().unwrap_or_default();
        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { id: process::id(), name }
    }

    /// Returns its share of the memory in bytes.
    ///
    /// A page of memory is divided among the processes that share it, so that the sum over a
    /// program's processes counts each of its pages once. It is zero once the process has ended.
    pub fn memory(&self) -> u64 {
        self.memory_of("Pss:")
    }

    /// Returns the private memory in bytes that the process has written.
    ///
    /// Parts of files that the system reads in and drops as it likes are not in it. It is zero once
    /// the process has ended.
    pub fn written_memory(&self) -> u64 {
        self.memory_of("Private_Dirty:")
    }

    /// Returns the number of its open files, sockets and pipes; zero once it has ended.
    ///
    /// Those through which the system tells its state are not counted: WebKit opens seven of them
    /// at some moment after the window, once, to watch the free memory.
    pub fn descriptors(&self) -> u64 {
        let open = fs::read_dir(format!("/proc/{}/fd", self.id)).into_iter().flatten().flatten();
        let places = open.filter_map(|descriptor| fs::read_link(descriptor.path()).ok());
        number_of(places.filter(|place| !SYSTEM_STATE.iter().any(|state| place.starts_with(state))))
    }

    /// Returns the paths of the libraries in its memory; none once it has ended.
    pub fn libraries(&self) -> BTreeSet<String> {
        let maps = fs::read_to_string(format!("/proc/{}/maps", self.id)).unwrap_or_default();
        let files = maps.lines().filter_map(|line| line.find('/').map(|start| &line[start..]));
        files.filter(|file| file.contains(".so")).map(str::to_owned).collect()
    }

    /// Returns the number of its threads; zero once it has ended.
    pub fn threads(&self) -> u64 {
        number_of(fs::read_dir(format!("/proc/{}/task", self.id)).into_iter().flatten().flatten())
    }

    /// Returns the bytes of a kind of memory, as the system calls it.
    fn memory_of(&self, kind: &str) -> u64 {
        let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.id)).unwrap_or_default();
        let kibibytes = rollup.lines().find_map(|line| line.strip_prefix(kind));
        kibibytes.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
    }

    /// Returns the number of context switches of each thread since it started, by its number.
    pub fn context_switches(&self) -> HashMap<u32, u64> {
        let thread = |status: String| Some((number_in(&status)?, context_switches_in(&status)));
        self.of_threads("status").into_iter().filter_map(thread).collect()
    }

    /// Reads the second field of `schedstat`: nanoseconds on the run queue.
    fn run_delay(&self) -> Duration {
        let stats = self.of_threads("schedstat");
        let delays = stats.iter().filter_map(|stat| stat.split_whitespace().nth(1)?.parse().ok());
        delays.map(Duration::from_nanos).sum()
    }

    /// Reads a file of each of its threads.
    fn of_threads(&self, name: &str) -> Vec<String> {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id)).into_iter().flatten().flatten();
        threads.map(|thread| fs::read_to_string(thread.path().join(name)).unwrap_or_default()).collect()
    }

    /// Kills it and waits until it holds no files or connections.
    ///
    /// It may have ended before.
    pub fn kill_and_wait(&self) {
        self.kill();
        let started = Instant::now();
        while self.has_live_threads() && started.elapsed() < TIMEOUT {
            sleep(POLL_INTERVAL);
        }
    }

    /// Returns true if a thread may still hold files and connections; a zombie holds none.
    fn has_live_threads(&self) -> bool {
        let is_alive = |state: &str| !state.starts_with(['Z', 'X']);
        let stats = self.of_threads("stat");
        stats.iter().any(|stat| stat.rsplit_once(") ").is_some_and(|(_, state)| is_alive(state)))
    }

    /// Kills it, if it has not ended.
    pub(crate) fn kill(&self) {
        signal("KILL", self.id);
    }
}

fn number_of<T>(items: impl Iterator<Item = T>) -> u64 {
    items.fold(0, |count, _| count + 1)
}

/// Returns the number of the thread that a status is of.
fn number_in(status: &str) -> Option<u32> {
    status.lines().find_map(|line| line.strip_prefix("Pid:"))?.trim().parse().ok()
}

fn context_switches_in(status: &str) -> u64 {
    let counts = status.lines().filter(|line| line.contains("ctxt_switches:"));
    counts.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Read;
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_file_of_the_systems_state_is_not_counted_as_a_descriptor() {
        let descriptors_with = |input: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-c", "echo started; kill -STOP $$"]).stdin(File::open(input).unwrap());
            let mut child = shell.stdout(Stdio::piped()).spawn().unwrap();
            let mut line = [0; "started".len()];
            child.stdout.as_mut().unwrap().read_exact(&mut line).unwrap();
            let descriptors = Process { id: child.id(), name: "sh".to_owned() }.descriptors();
            child.kill().and_then(|()| child.wait()).unwrap();
            descriptors
        };
        assert_eq!(descriptors_with("/proc/meminfo") + 1, descriptors_with("/dev/null"));
    }
}
