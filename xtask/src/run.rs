//! A first look at the program.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio, exit};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cargo_metadata::{Message, MetadataCommand};
use serde::Deserialize;

use crate::{process, setup, ui};

/// Sets up, then opens the window; without a display, shows the command line at work.
///
/// # Errors
/// If the program does not build or fails.
pub fn run() -> Result<()> {
    setup::to_run()?;
    if has_display() {
        ui::build()?;
        return process::run(&mut process::cargo(&["run", "--package", "kabinet", "--locked"]));
    }
    println!("There is no display here to open a window on, so this is the command line at work.");
    on_the_command_line()
}

fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn on_the_command_line() -> Result<()> {
    let program = build_cli()?;
    let data = new_data_folder()?;
    let demo = DemoPortal::start(&program)?;
    let cli = Cli { program, data };
    show(&cli, &demo.address)?;
    drop(demo);
    let again = process::line(&cli.command(&["summary"]));
    println!("\nThe demo portal is closed. The data read from it remain: {again}");
    Ok(())
}

/// The longest start of the demo portal.
const STARTUP_LIMIT: Duration = Duration::from_secs(30);

/// `kabinet-cli` with a data folder of its own.
struct Cli {
    program: PathBuf,
    data: PathBuf,
}

/// A running demo portal.
struct DemoPortal {
    address: Address,
    _process: StopOnDrop,
    _output: BufReader<ChildStdout>,
}

/// A process that is stopped on drop, and when this program is interrupted.
struct StopOnDrop(Arc<Mutex<Child>>);

/// The address that the demo portal prints when it starts.
#[derive(Deserialize)]
struct Address {
    url: String,
    login: String,
    password: String,
}

fn show(cli: &Cli, at: &Address) -> Result<()> {
    let site = ["--provider", "sevencom", "--site", &at.url, "--login", &at.login];
    cli.with_password(&[&["sign-in"], &site[..], &["--password-stdin", "--no-keyring"]].concat(), at)?;
    cli.with_password(&["sync", "--password-stdin"], at)?;
    for question in ["summary", "statement", "reminders"] {
        process::run(&mut cli.command(&[question]))?;
    }
    Ok(())
}

/// Builds `kabinet-cli` and returns its path.
fn build_cli() -> Result<PathBuf> {
    let mut build =
        process::cargo(&["build", "--package", "kabinet-cli", "--bin", "kabinet-cli", "--locked"]);
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

/// Creates an empty folder for the data, in place of that of the previous run.
fn new_data_folder() -> Result<PathBuf> {
    let metadata = MetadataCommand::new().current_dir(process::root()).no_deps().exec()?;
    let folder = metadata.target_directory.join("xtask-run");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {folder}"))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {folder}"))?;
    Ok(folder.into())
}

impl Cli {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data-dir").arg(&self.data).args(arguments).current_dir(process::root());
        command
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
    fn start(program: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["demo", "--json"]).stdin(Stdio::null()).stdout(Stdio::piped());
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
