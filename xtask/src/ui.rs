//! The window's pages: their packages, build and checks.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;

use crate::process;
use crate::setup::node;

/// The folder of the pages.
const UI: &str = "ui";

/// The sources of the pages, in that folder.
const SOURCES: [&str; 4] = ["index.html", "package-lock.json", "src", "vite.config.ts"];

/// Installs the packages of the pages and builds the pages, each if something has changed.
///
/// # Errors
/// If npm fails.
pub fn build() -> Result<()> {
    install()?;
    if is_built(&process::root().join(UI)) { Ok(()) } else { node::run_npm(UI, &["run", "build"]) }
}

/// Returns true if the built pages are newer than everything they are built of.
fn is_built(ui: &Path) -> bool {
    let built = fs::metadata(ui.join("dist/index.html")).and_then(|page| page.modified());
    let changed = SOURCES.iter().map(|source| last_change(&ui.join(source)));
    let changed = changed.collect::<io::Result<Vec<_>>>();
    built.is_ok_and(|built| changed.is_ok_and(|changed| changed.iter().all(|change| *change < built)))
}

/// Returns the time of the last change of a file, or of anything in a folder.
fn last_change(path: &Path) -> io::Result<SystemTime> {
    let file = fs::metadata(path)?;
    let mut last = file.modified()?;
    if file.is_dir() {
        for entry in fs::read_dir(path)? {
            last = last.max(last_change(&entry?.path())?);
        }
    }
    Ok(last)
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

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::Duration;

    use super::*;

    #[test]
    fn pages_are_built_anew_after_each_change_of_what_they_are_built_of() {
        let ui = tempfile::tempdir().unwrap();
        for folder in ["src/screens", "dist"] {
            fs::create_dir_all(ui.path().join(folder)).unwrap();
        }
        let built = fs::metadata(ui.path()).unwrap().modified().unwrap() + Duration::from_secs(60);
        let touch = |file: &str, when: SystemTime| {
            File::create(ui.path().join(file)).unwrap().set_modified(when).unwrap();
        };
        for source in ["index.html", "package-lock.json", "vite.config.ts", "src/screens/App.svelte"] {
            touch(source, built - Duration::from_secs(1));
        }
        assert!(!is_built(ui.path()), "nothing is built yet");
        touch("dist/index.html", built);
        assert!(is_built(ui.path()));
        touch("src/screens/App.svelte", built + Duration::from_secs(1));
        assert!(!is_built(ui.path()), "a screen was changed since");
    }
}
