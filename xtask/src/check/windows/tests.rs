//! The tests of the crates under wine.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use super::wine::Wine;
use crate::check::cross::FOLDER;
use crate::check::matrix::{Expected, Matrix};
use crate::process;

/// Runs test programs, each in the folder of its package, also after one that fails.
///
/// # Errors
/// If a test fails.
pub fn run(wine: &Wine, programs: &[(PathBuf, PathBuf)]) -> Result<()> {
    let mut matrix = Matrix::new(&["under wine"]);
    for (program, folder) in programs {
        let cell = Expected::Works.check(|| run_program(wine, program, folder));
        matrix.push(name(program, folder), vec![cell]);
    }
    println!("\n{matrix}");
    matrix.verdict()
}

/// Returns the name of a test program: its package, and `it` or the crate that it is in.
fn name(program: &Path, folder: &Path) -> String {
    let package = folder.file_name().unwrap_or_default().to_string_lossy();
    let file = program.file_stem().unwrap_or_default().to_string_lossy();
    format!("{package} {}", file.rsplit_once('-').map_or(&*file, |(name, _hash)| name))
}

/// Runs a test program, and shows its output.
fn run_program(wine: &Wine, program: &Path, folder: &Path) -> Result<()> {
    let mut command = wine.command(program, &[]);
    command.current_dir(folder).env("CARGO_MANIFEST_DIR", folder);
    command.env("INSTA_WORKSPACE_ROOT", process::root()).env("INSTA_UPDATE", "no");
    // The one skin of the release; the others are of Linux's tests.
    command.env("SKIN", "default");
    process::show(&command);
    // A pipe would not end with the program: the services that wine starts for it keep it open.
    let file = process::root().join(FOLDER).join("wine-output");
    let output = File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let status = command.status().context("cannot start wine")?;
    let shown = fs::read(&file)?;
    let shown = String::from_utf8_lossy(&shown);
    println!("{shown}");
    let failed: Vec<&str> = shown.lines().filter(|line| line.ends_with("... FAILED")).collect();
    ensure!(status.success(), "it ended with {status}: {}", failed.join(", "));
    Ok(())
}
