//! The programs for Windows: built here, and run under wine as far as wine goes.

mod cases;
mod tests;
mod wine;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

use super::cross::{self, Target};
use crate::dist::megabytes;
use crate::kabinet_cli::{self, Cli, DemoPortal};
use crate::{process, setup, test, ui};
use cases::Console;
use wine::Wine;

/// The packages whose tests run under wine too.
const TESTED: [&str; 14] = [
    "kabinet",
    "kabinet-api",
    "kabinet-cli",
    "kabinet-demo",
    "kabinet-desktop",
    "kabinet-domain",
    "kabinet-export",
    "kabinet-extract",
    "kabinet-keyring",
    "kabinet-providers",
    "kabinet-redact",
    "kabinet-store",
    "kabinet-sync",
    "kabinet-updates",
];

/// Builds both programs, and runs the command line and the tests under wine.
///
/// # Errors
/// If something does not build, or an answer is not that of Linux.
pub fn run() -> Result<()> {
    setup::to_cross_check()?;
    ui::build()?;
    let target = target();
    let wine = Wine::start()?;
    let [program, of_linux] = build_command_lines(&target)?;
    command_line(&wine, &program, of_linux)?;
    build(&target, "kabinet")?;
    let packages: Vec<&str> = TESTED.iter().flat_map(|package| ["--package", package]).collect();
    tests::run(&wine, &target.tests(&packages)?)
}

/// Builds both programs as a release has them, and prints their sizes.
///
/// # Errors
/// If one does not build.
pub fn build_released() -> Result<()> {
    setup::to_cross_check()?;
    ui::build()?;
    let target = target();
    target.run(&[&["build", "--release", "--bins"], &cross::PROGRAMS[..]].concat())?;
    for name in ["kabinet", "kabinet-cli"] {
        let program = target.programs().with_file_name("release").join(format!("{name}.exe"));
        println!("{name}.exe {:.1} MB", megabytes(&program)?);
    }
    Ok(())
}

/// Runs the command line under wine, if it is another one than when it last went well.
///
/// It is left out where it was never built, which takes a quarter of an hour.
///
/// # Errors
/// If it does not build, or an answer is not that of Linux.
pub fn run_if_changed() -> Result<()> {
    let target = target();
    if !program(&target, "kabinet-cli").is_file() {
        println!("Left out, because nothing was built for Windows here yet: cargo xtask check windows");
        return Ok(());
    }
    setup::to_cross_check()?;
    let [program, of_linux] = build_command_lines(&target)?;
    if is_checked(&[&program, &of_linux, &env::current_exe()?])? {
        println!("kabinet-cli.exe, kabinet-cli and this check are those that went well before.");
        return Ok(());
    }
    command_line(&Wine::start()?, &program, of_linux)
}

/// Builds the command lines of Windows and of Linux.
fn build_command_lines(target: &Target) -> Result<[PathBuf; 2]> {
    let of_linux = || kabinet_cli::build(&["--workspace", "--features", test::WINDOW]);
    Ok([build(target, "kabinet-cli")?, of_linux()?])
}

/// Runs the command line of Windows under wine beside that of Linux.
fn command_line(wine: &Wine, program: &Path, of_linux: PathBuf) -> Result<()> {
    let portal = DemoPortal::start(&of_linux, &["--today", "2021-11-25"])?;
    let linux = Cli { program: of_linux, data: kabinet_cli::empty_folder("check-windows")?, clock: None };
    linux.read("sevencom", &portal.address)?;
    Console { wine, program, linux: &linux, portal: &portal.address }.check()?;
    fs::write(note(), "").with_context(|| format!("cannot write {}", note().display()))
}

/// Returns true if no program is newer than the last check of the command line that went well.
fn is_checked(programs: &[&Path]) -> Result<bool> {
    let Ok(checked) = fs::metadata(note()).and_then(|note| note.modified()) else { return Ok(false) };
    let mut is_checked = true;
    for program in programs {
        is_checked &= fs::metadata(program)?.modified()? < checked;
    }
    Ok(is_checked)
}

/// Returns the empty file whose time is that of the last check of the command line that went well.
fn note() -> PathBuf {
    process::root().join(cross::FOLDER).join("kabinet-cli.checked")
}

/// Builds a program, and returns its path.
fn build(target: &Target, name: &str) -> Result<PathBuf> {
    target.run(&[&["build", "--bin", name], &cross::PROGRAMS[..]].concat())?;
    wine::add_library(target)?;
    let program = program(target, name);
    println!("{name}.exe {:.1} MB, not optimized", megabytes(&program)?);
    Ok(program)
}

fn program(target: &Target, name: &str) -> PathBuf {
    target.programs().join(format!("{name}.exe"))
}

fn target() -> Target {
    let linker = "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER".to_owned();
    let environment = vec![(linker, PathBuf::from("x86_64-w64-mingw32-gcc"))];
    Target { name: "x86_64-pc-windows-gnu", environment }
}
