//! Programs of Windows under wine.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};

use crate::check::cross::{FOLDER, Target};
use crate::process;

/// Wine with a prefix of its own: a registry, a credential store and a disk C.
pub struct Wine {
    prefix: PathBuf,
}

impl Wine {
    /// Makes a prefix, in place of that of the previous run.
    ///
    /// # Errors
    /// If wine does not start.
    pub fn start() -> Result<Self> {
        let prefix = process::root().join(FOLDER).join("wine");
        if prefix.exists() {
            fs::remove_dir_all(&prefix).with_context(|| format!("cannot empty {}", prefix.display()))?;
        }
        fs::create_dir_all(&prefix).with_context(|| format!("cannot create {}", prefix.display()))?;
        let wine = Self { prefix };
        // It stays, so that each command starts at once; beside one that runs it would not start.
        process::run(wine.with_environment(Command::new("wineserver").arg("--persistent")))?;
        process::run(&mut wine.command(Path::new("wineboot"), &["--init"]))?;
        process::run(&mut wine.command(Path::new("winecfg"), &["-v", "win10"]))?;
        Ok(wine)
    }

    /// Creates a command of a program.
    pub fn command(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new("wine");
        command.arg(program).args(arguments);
        self.with_environment(&mut command);
        command
    }

    /// Runs a program with these bytes on standard input.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn run(&self, program: &Path, arguments: &[&str], input: &[u8]) -> Result<Output> {
        let mut command = self.command(program, arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("cannot start wine")?;
        // A program that ends without reading has closed its end.
        let _ = child.stdin.take().context("wine has no input")?.write_all(input);
        Ok(child.wait_with_output()?)
    }

    /// Sets the environment of wine, whose locale decides how arguments are read.
    pub fn with_environment<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEARCH", "win64")
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            .env("WINEDEBUG", "-all")
            .env("LC_ALL", "C.UTF-8")
            .env("KABINET_LANGUAGE", "ru")
            .env("NO_PROXY", "127.0.0.1")
            .env_remove("DISPLAY")
    }
}

impl Drop for Wine {
    fn drop(&mut self) {
        let mut server = Command::new("wineserver");
        let _ = self.with_environment(server.arg("--kill")).status();
    }
}

/// Builds the library that wine lacks, beside the programs that need it.
///
/// # Errors
/// If it does not build.
pub fn add_library(target: &Target) -> Result<()> {
    let library = target.programs().join("bcryptprimitives.dll");
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
    compiler.args(["-shared", "-O2", "-s", "-o"]).arg(&library);
    compiler.arg(process::root().join("xtask/src/check/windows/bcryptprimitives.c")).arg("-ladvapi32");
    process::run(&mut compiler)?;
    for file in ["bcryptprimitives.dll", "WebView2Loader.dll"] {
        let from = target.programs().join(file);
        if from.is_file() {
            fs::copy(&from, target.programs().join("deps").join(file))?;
        }
    }
    Ok(())
}
