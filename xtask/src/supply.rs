//! The packages of others that Kabinet is made of: the rules for them, and the list of them.

mod advisories;
mod sbom;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::process;

pub use sbom::run as sbom;

/// A tool that cargo builds, in the version that was tried.
struct Tool {
    name: &'static str,
    version: &'static str,
}

const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Checks every package by `deny.toml`: its licence, its source, its known faults, and its ban.
///
/// The known faults come from their database; where it is out of reach, from the facts of it that the
/// project keeps, which `accept` writes anew from the database.
///
/// # Errors
/// If a package breaks a rule, or the facts are to be written and the database is out of reach.
pub fn check(accept: bool) -> Result<()> {
    let deny = DENY.installed()?;
    if accept {
        advisories::take_over()?;
    }
    if !fetched(&deny, &[])? {
        let made = advisories::make_database()?;
        println!("The database of known faults is out of reach: those that the project keeps count.");
        ensure!(fetched(&deny, &made)?, "cargo-deny does not take the facts of known faults");
    }
    // Also the packages that only other systems need.
    process::run(&mut process::cargo(&["fetch", "--locked"]))?;
    process::run(&mut command(&deny, &["--offline", "check"]))
}

/// Fetches the database of known faults, and returns true if that went well.
fn fetched(deny: &Path, environment: &[(&str, String)]) -> Result<bool> {
    let mut fetch = command(deny, &["fetch", "db"]);
    fetch.envs(environment.iter().map(|(name, value)| (name, value)));
    process::show(&fetch);
    Ok(fetch.output()?.status.success())
}

fn command(deny: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(deny);
    command.args(["--locked", "--all-features"]).args(arguments).current_dir(process::root());
    command
}

impl Tool {
    /// Returns the tool's program, and builds it at the first time.
    fn installed(&self) -> Result<PathBuf> {
        let folder = process::root().join("target/tools");
        let program = folder.join("bin").join(format!("{}{}", self.name, env::consts::EXE_SUFFIX));
        let version = Command::new(&program).arg("--version").output();
        let is_this = |output: std::process::Output| {
            String::from_utf8_lossy(&output.stdout).trim().ends_with(self.version)
        };
        if !version.is_ok_and(is_this) {
            // Without optimization it is built in half the time, and still quick.
            let mut install = process::cargo(&["install", "--debug", "--locked", self.name]);
            install.args(["--version", self.version]);
            process::run(install.arg("--root").arg(&folder))?;
        }
        Ok(program)
    }
}
