//! The window's pages: their packages, build and checks.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::process;
use crate::setup::node;

/// The folder of the pages.
const UI: &str = "ui";

/// Installs the packages of the pages, if they have changed, and builds the pages.
///
/// # Errors
/// If npm fails.
pub fn build() -> Result<()> {
    install()?;
    node::run_npm(UI, &["run", "build"])
}

/// Checks and tests the pages.
///
/// # Errors
/// If npm fails.
pub fn check() -> Result<()> {
    install()?;
    ["check", "lint", "test"].iter().try_for_each(|script| node::run_npm(UI, &["run", script]))
}

fn install() -> Result<()> {
    let ui = process::root().join(UI);
    if is_installed(&ui) { Ok(()) } else { node::run_npm(UI, &["ci", "--no-audit", "--no-fund"]) }
}

/// Returns true if the installed packages are as new as the lock file.
fn is_installed(ui: &Path) -> bool {
    let modified = |path: &str| fs::metadata(ui.join(path)).and_then(|file| file.modified());
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

/// Runs the command line of Tauri, which makes packages, in the project's folder.
///
/// # Errors
/// If it fails, or Node.js is missing.
pub fn tauri(arguments: &[&str]) -> Result<()> {
    install()?;
    let mut tauri = node::node(&process::root().join(UI).join("node_modules/@tauri-apps/cli/tauri.js"))?;
    process::run(tauri.args(arguments).current_dir(process::root()))
}
