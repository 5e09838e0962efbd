//! The programs for Windows: built here, and run under wine as far as wine goes.

mod cases;
mod tests;
mod wine;

use std::path::PathBuf;

use anyhow::Result;

use super::cross::{self, Target};
use crate::dist::megabytes;
use crate::kabinet_cli::{self, Cli, DemoPortal};
use crate::{setup, test, ui};
use cases::Console;
use wine::Wine;

/// The packages whose tests run under wine too.
const TESTED: [&str; 11] = [
    "kabinet",
    "kabinet-api",
    "kabinet-cli",
    "kabinet-demo",
    "kabinet-desktop",
    "kabinet-domain",
    "kabinet-export",
    "kabinet-keyring",
    "kabinet-providers",
    "kabinet-store",
    "kabinet-sync",
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
    command_line(&target, &wine)?;
    build(&target, "kabinet")?;
    let packages: Vec<&str> = TESTED.iter().flat_map(|package| ["--package", package]).collect();
    tests::run(&wine, &target.tests(&packages)?)
}

/// Builds the command line, and runs it under wine.
fn command_line(target: &Target, wine: &Wine) -> Result<()> {
    let program = build(target, "kabinet-cli")?;
    let of_linux = kabinet_cli::build(&["--workspace", "--features", test::WINDOW])?;
    let portal = DemoPortal::start(&of_linux, &["--today", "2021-11-25"])?;
    let linux = Cli { program: of_linux, data: kabinet_cli::empty_folder("check-windows")?, clock: None };
    linux.read("sevencom", &portal.address)?;
    Console { wine, program: &program, linux: &linux, portal: &portal.address }.check()
}

/// Builds a program, and returns its path.
fn build(target: &Target, name: &str) -> Result<PathBuf> {
    target.run(&[&["build", "--bin", name], &cross::PROGRAMS[..]].concat())?;
    wine::add_library(target)?;
    let program = target.programs().join(format!("{name}.exe"));
    println!("{name}.exe {:.1} MB, not optimized", megabytes(&program)?);
    Ok(program)
}

fn target() -> Target {
    let linker = "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER".to_owned();
    let environment = vec![(linker, PathBuf::from("x86_64-w64-mingw32-gcc"))];
    Target { name: "x86_64-pc-windows-gnu", environment }
}
