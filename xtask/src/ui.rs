use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// Installs what the window's pages are made with, if that has changed, and makes them.
pub fn build() -> Result<()> {
    install()?;
    npm(&["run", "build"])
}

/// Checks and tests the pages.
pub fn check() -> Result<()> {
    install()?;
    ["check", "lint", "test"].iter().try_for_each(|script| npm(&["run", script]))
}

fn install() -> Result<()> {
    let ui = process::root().join("ui");
    if is_installed(&ui) { Ok(()) } else { npm(&["ci", "--no-audit", "--no-fund"]) }
}

/// Whether the modules are there, and of the lock file as it is.
fn is_installed(ui: &Path) -> bool {
    let changed = |path: &str| fs::metadata(ui.join(path)).and_then(|file| file.modified());
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
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
