//! `kabinet-cli` and its demo portal, as a person runs them.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio, exit};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cargo_metadata::Message;
use serde::Deserialize;

use crate::process;

/// The longest start of the demo portal.
const STARTUP_LIMIT: Duration = Duration::from_secs(30);

/// `kabinet-cli` with a data folder of its own.
pub struct Cli {
    pub program: PathBuf,
    pub data: PathBuf,
    /// The time in UTC that `faketime` shows it; `None` for the real one.
    pub clock: Option<&'static str>,
}

/// A running demo portal.
pub struct DemoPortal {
    pub address: Address,
    _process: StopOnDrop,
    _output: BufReader<ChildStdout>,
}

/// A process that is stopped on drop, and when this program is interrupted.
struct StopOnDrop(Arc<Mutex<Child>>);

/// The address that the demo portal prints when it starts.
#[derive(Deserialize)]
pub struct Address {
    pub url: String,
    pub login: String,
    pub password: String,
}

/// Builds `kabinet-cli`, with the features that these packages have together, and returns its path.
///
/// # Errors
/// If it does not build.
pub fn build(packages: &[&str]) -> Result<PathBuf> {
    let mut build = process::cargo(&["build", "--bin", "kabinet-cli", "--locked"]);
    build.args(packages);
    process::show(&build);
    build.arg("--message-format=json-render-diagnostics").stdout(Stdio::piped());
    let mut child = build.spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut program = None;
    for message in Message::parse_stream(BufReader::new(output)) {
        if let Message::CompilerArtifact(artifact) = message? {
            program = artifact.executable.or(program);
        }
    }
    ensure!(child.wait()?.success(), "kabinet-cli does not build");
    Ok(program.context("cargo built no kabinet-cli")?.into())
}

/// Creates an empty folder of that name among the build's files.
///
/// It takes the place of the folder of the previous run.
///
/// # Errors
/// If it cannot be emptied or created.
pub fn empty_folder(name: &str) -> Result<PathBuf> {
    let folder = process::target()?.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

impl Cli {
    /// Creates a command of the program.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match self.clock {
            Some(time) => {
                let mut faketime = Command::new("faketime");
                faketime.arg(time).arg(&self.program).env("TZ", "UTC");
                faketime
            }
            None => Command::new(&self.program),
        };
        command.arg("--data-dir").arg(&self.data).args(arguments).current_dir(process::root());
        command
    }

    /// Signs in to an account without a keyring, and reads it.
    ///
    /// # Errors
    /// If the program fails.
    pub fn read(&self, provider: &str, at: &Address) -> Result<()> {
        let site = ["--provider", provider, "--site", &at.url, "--login", &at.login];
        self.with_password(&[&["sign-in"], &site[..], &["--password-stdin", "--no-keyring"]].concat(), at)?;
        self.with_password(&["sync", "--password-stdin"], at)
    }

    fn with_password(&self, arguments: &[&str], at: &Address) -> Result<()> {
        let mut command = self.command(arguments);
        process::show(&command);
        let mut child = command.stdin(Stdio::piped()).spawn().context("cannot start kabinet-cli")?;
        let written = child.stdin.take().map(|mut input| writeln!(input, "{}", at.password));
        let status = child.wait()?;
        ensure!(status.success(), "this failed ({status}): {}", process::line(&command));
        written.transpose().context("kabinet-cli did not take the password")?;
        Ok(())
    }
}

impl DemoPortal {
    /// Starts the portal with more options, and waits for its address.
    ///
    /// It can be started once: an interrupt of this program stops that one.
    ///
    /// # Errors
    /// If it cannot be started, or prints no address in time.
    pub fn start(program: &Path, options: &[&str]) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["demo", "--json"]).args(options).stdin(Stdio::null()).stdout(Stdio::piped());
        process::show(&command);
        let mut child = command.spawn().context("cannot start the demo portal")?;
        let output = child.stdout.take().context("the demo portal has no output")?;
        let process = StopOnDrop::new(child)?;
        let (line, output) = first_line(output)?;
        let address = serde_json::from_str(&line)
            .with_context(|| format!("the demo portal printed no address but {line:?}"))?;
        println!("{}", line.trim_end());
        Ok(Self { address, _process: process, _output: output })
    }
}

/// Reads the first line of a program's output.
///
/// The rest is returned too, because the pipe must stay open while the program writes.
fn first_line(output: ChildStdout) -> Result<(String, BufReader<ChildStdout>)> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = String::new();
        let read = output.read_line(&mut line);
        sender.send(read.map(|_| (line, output)))
    });
    Ok(receiver.recv_timeout(STARTUP_LIMIT).context("the demo portal printed no address in time")??)
}

impl StopOnDrop {
    fn new(child: Child) -> Result<Self> {
        let process = Self(Arc::new(Mutex::new(child)));
        let shared = Self(Arc::clone(&process.0));
        ctrlc::set_handler(move || {
            shared.stop();
            exit(130);
        })?;
        Ok(process)
    }

    fn stop(&self) {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if child.kill().and_then(|()| child.wait()).is_err() {
            eprintln!("the demo portal could not be stopped: process {}", child.id());
        }
    }
}

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.stop();
    }
}
