//! The window's pages: their packages, build and checks.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// Installs the packages of the pages, if they have changed, and builds the pages.
///
/// # Errors
/// If npm fails.
pub fn build() -> Result<()> {
    install()?;
    npm(&["run", "build"])
}

/// Checks and tests the pages.
///
/// # Errors
/// If npm fails.
pub fn check() -> Result<()> {
    install()?;
    ["check", "lint", "test"].iter().try_for_each(|script| npm(&["run", script]))
}

fn install() -> Result<()> {
    let ui = process::root().join("ui");
    if is_installed(&ui) { Ok(()) } else { npm(&["ci", "--no-audit", "--no-fund"]) }
}

/// Returns true if the installed packages are as new as the lock file.
fn is_installed(ui: &Path) -> bool {
    let modified = |path: &str| fs::metadata(ui.join(path)).and_then(|file| file.modified());
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

fn npm(arguments: &[&str]) -> Result<()> {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut npm = Command::new(name);
    process::run(npm.args(["--prefix", "ui"]).args(arguments).current_dir(process::root()))
        .context("the window's pages need Node.js 20.19 or newer with npm")
}
