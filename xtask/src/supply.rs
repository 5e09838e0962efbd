//! The packages of others that Kabinet is made of: the rules for them, and the list of them.

mod sbom;

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;

pub use sbom::run as sbom;

/// A tool that cargo builds, in the version that was tried.
struct Tool {
    name: &'static str,
    version: &'static str,
}

const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };

/// Checks every package by `deny.toml`: its licence, its source, and whether it is forbidden.
///
/// The known faults of packages are checked where their database can be fetched.
///
/// # Errors
/// If a package breaks a rule.
pub fn check() -> Result<()> {
    let deny = DENY.installed()?;
    process::run(&mut check_command(&deny, &["licenses", "bans", "sources"]))?;
    let mut fetch = Command::new(&deny);
    fetch.args(["--locked", "fetch", "db"]).current_dir(process::root());
    process::show(&fetch);
    if fetch.output()?.status.success() {
        return process::run(&mut check_command(&deny, &["--disable-fetch", "advisories"]));
    }
    println!("The database of known faults of packages is out of reach: they were NOT checked.");
    Ok(())
}

fn check_command(deny: &PathBuf, arguments: &[&str]) -> Command {
    let mut command = Command::new(deny);
    command.args(["--locked", "--all-features", "check"]).args(arguments).current_dir(process::root());
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
            let mut install = process::cargo(&["install", self.name, "--version", self.version, "--locked"]);
            process::run(install.arg("--root").arg(&folder))?;
        }
        Ok(program)
    }
}
