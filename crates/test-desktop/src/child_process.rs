//! A child process that is killed on drop.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A running program, killed on drop, whose standard error goes to a log file.
#[derive(Debug)]
pub struct ChildProcess {
    name: String,
    child: Child,
    log: PathBuf,
}

impl ChildProcess {
    /// Starts `command` and logs its standard error to `NAME.log` in the folder `logs`.
    ///
    /// # Panics
    /// If the program cannot be started.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Self {
        let log = logs.join(format!("{name}.log"));
        let file = File::create(&log).expect("the log file can be created");
        let hint = "cargo xtask setup installs the programs that these tests need";
        let child = command
            .stdin(Stdio::piped())
            .stderr(file)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} cannot be started: {error}; {hint}"));
        Self { name: name.to_owned(), child, log }
    }

    /// Writes `text` to the child's standard input and closes it.
    ///
    /// # Panics
    /// If the pipe is already closed.
    pub fn write_stdin(&mut self, text: &str) {
        let mut input = self.child.stdin.take().expect("standard input is written once");
        let written = input.write_all(text.as_bytes());
        written.unwrap_or_else(|error| panic!("{} takes no input: {error}: {}", self.name, self.log()));
    }

    /// Reads the first line of the child's standard output, which must be a pipe.
    ///
    /// # Panics
    /// If the output ends before a line is read.
    pub fn first_line(&mut self) -> String {
        let output = self.child.stdout.as_mut().expect("standard output is a pipe");
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line);
        assert!(read.is_ok_and(|bytes| bytes > 0), "{} prints nothing: {}", self.name, self.log());
        line.trim().to_owned()
    }

    /// Returns its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Returns the exit status, or `None` while the program runs.
    pub fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Reads the log of standard error so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for ChildProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to a process, which may have ended.
pub(crate) fn signal(name: &str, process: u32) {
    let _ = Command::new("kill").args(["-s", name, &process.to_string()]).output();
}
