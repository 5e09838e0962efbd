//! The window's pages: their packages, build and checks.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The folder of the pages.
const UI: &str = "ui";

/// Installs the packages of the pages, if they have changed, and builds the pages.
///
/// # Errors
/// If npm fails.
pub fn build() -> Result<()> {
    install()?;
    npm(UI, &["run", "build"])
}

/// Checks and tests the pages.
///
/// # Errors
/// If npm fails.
pub fn check() -> Result<()> {
    install()?;
    ["check", "lint", "test"].iter().try_for_each(|script| npm(UI, &["run", script]))
}

fn install() -> Result<()> {
    let ui = process::root().join(UI);
    if is_installed(&ui) { Ok(()) } else { npm(UI, &["ci", "--no-audit", "--no-fund"]) }
}

/// Returns true if the installed packages are as new as the lock file.
fn is_installed(ui: &Path) -> bool {
    let modified = |path: &str| fs::metadata(ui.join(path)).and_then(|file| file.modified());
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

/// Runs npm in a folder of the project.
///
/// # Errors
/// If npm is missing or fails.
pub fn npm(folder: &str, arguments: &[&str]) -> Result<()> {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut npm = Command::new(name);
    process::run(npm.args(["--prefix", folder]).args(arguments).current_dir(process::root()))
        .context("this needs Node.js 20.19 or newer with npm")
}
