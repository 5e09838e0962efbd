//! Builds for other systems, by Debian's own Rust: its sources of std come from a package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use cargo_metadata::Message;

use crate::process;

/// The folder of these builds; they share the programs that run while building.
pub const FOLDER: &str = "target/cross";

/// Debian's Rust, which rustup's stands before on the path.
const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
const RUSTDOC: &str = "/usr/bin/rustdoc";

/// The crates of std.
///
/// They are the same in every build, or all would be built anew.
const STD: &str = "-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test";

/// The packages of both programs.
///
/// They are always named together: the features of the crates that they share depend on it, and all
/// would be built anew.
pub const PROGRAMS: [&str; 4] = ["--package", "kabinet-cli", "--package", "kabinet"];

/// A system to build for.
pub struct Target {
    /// Its name, as `rustc --print target-list` has it.
    pub name: &'static str,
    /// The environment of its build.
    pub environment: Vec<(String, PathBuf)>,
}

impl Target {
    /// Builds or checks packages.
    ///
    /// # Errors
    /// If it fails.
    pub fn run(&self, arguments: &[&str]) -> Result<()> {
        process::run(&mut self.cargo(arguments))
    }

    /// Builds the tests of packages, and returns each with the folder of its package.
    ///
    /// # Errors
    /// If one does not build.
    pub fn tests(&self, arguments: &[&str]) -> Result<Vec<(PathBuf, PathBuf)>> {
        let mut build = self.cargo(&[&["test", "--no-run"], arguments].concat());
        process::show(&build);
        build.arg("--message-format=json-render-diagnostics").stdout(Stdio::piped());
        let mut child = build.spawn().context("cannot start Debian's cargo")?;
        let output = std::io::BufReader::new(child.stdout.take().context("cargo has no output")?);
        let mut tests = Vec::new();
        for message in Message::parse_stream(output) {
            if let Message::CompilerArtifact(artifact) = message?
                && let Some(program) = artifact.executable.filter(|_| artifact.profile.test)
            {
                let package = artifact.manifest_path.parent().context("a package has no folder")?;
                tests.push((program.into(), package.into()));
            }
        }
        ensure!(child.wait()?.success(), "the tests do not build for {}", self.name);
        Ok(tests)
    }

    /// Returns the folder of the programs.
    pub fn programs(&self) -> PathBuf {
        process::root().join(FOLDER).join(self.name).join("debug")
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(CARGO);
        cargo.args(arguments).args([STD, "--locked", "--target", self.name, "--target-dir", FOLDER]);
        cargo.env("RUSTC", RUSTC).env("RUSTDOC", RUSTDOC).env("RUSTC_BOOTSTRAP", "1");
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.envs(self.environment.iter().map(|(name, value)| (name, value)));
        cargo.current_dir(process::root());
        cargo
    }
}

/// Writes a program of the shell, and returns its path.
///
/// # Errors
/// The error of the system.
pub fn write_script(file: &Path, script: &str) -> Result<PathBuf> {
    let written = || -> std::io::Result<()> {
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        fs::write(file, script)?;
        #[cfg(unix)]
        fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Ok(())
    };
    written().with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file.to_owned())
}
