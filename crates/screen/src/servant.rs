use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A process that lives no longer than this. What it says goes to a file.
#[derive(Debug)]
pub struct Servant {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Servant {
    /// Starts it.
    ///
    /// # Panics
    /// If it cannot be started; says what to install.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Self {
        let log = logs.join(format!("{name}.log"));
        let file = File::create(&log).expect("a log can be written");
        let way_out = "cargo xtask setup installs what these tests need";
        let child = command
            .stdin(Stdio::piped())
            .stderr(file)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} cannot be started: {error}; {way_out}"));
        Self { name: name.to_owned(), child, log }
    }

    /// Tells it that on its standard input, and no more.
    ///
    /// # Panics
    /// If it does not listen.
    pub fn tell(&mut self, text: &str) {
        let mut input = self.child.stdin.take().expect("it is told once");
        let told = input.write_all(text.as_bytes());
        told.unwrap_or_else(|error| panic!("{} does not listen: {error}: {}", self.name, self.log()));
    }

    /// The first line that it says on its standard output, which must be a pipe.
    ///
    /// # Panics
    /// If it says nothing.
    pub fn first_line(&mut self) -> String {
        let output = self.child.stdout.as_mut().expect("its output is a pipe");
        let mut line = String::new();
        let said = BufReader::new(output).read_line(&mut line);
        assert!(said.is_ok_and(|bytes| bytes > 0), "{} says nothing: {}", self.name, self.log());
        line.trim().to_owned()
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// What it has complained of.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Servant {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
