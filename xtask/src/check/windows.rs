//! The programs for Windows: built here, and run under wine as far as wine goes.

mod cases;
mod wine;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::cross::Target;
use crate::dist::megabytes;
use crate::kabinet_cli::{self, Cli, DemoPortal};
use crate::{process, setup, test, ui};
use cases::Console;
use wine::Wine;

/// The packages whose tests run under wine too.
const TESTED: [&str; 9] = [
    "kabinet",
    "kabinet-api",
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
    command_line()?;
    let target = target();
    target.run(&["build", "--package", "kabinet"])?;
    wine::add_library(&target)?;
    println!("kabinet.exe {:.1} MB, not optimized", megabytes(&target.programs().join("kabinet.exe"))?);
    let packages: Vec<&str> = TESTED.iter().flat_map(|package| ["--package", package]).collect();
    let wine = Wine::start()?;
    for (program, folder) in target.tests(&packages)? {
        run_test(&wine, &program, &folder)?;
    }
    Ok(())
}

/// Builds the command line alone, and runs it under wine.
///
/// # Errors
/// See [`run`].
pub fn command_line() -> Result<()> {
    setup::to_cross_check()?;
    ui::build()?;
    let target = target();
    target.run(&["build", "--package", "kabinet-cli"])?;
    wine::add_library(&target)?;
    let program = target.programs().join("kabinet-cli.exe");
    println!("kabinet-cli.exe {:.1} MB, not optimized", megabytes(&program)?);
    let of_linux = kabinet_cli::build(&["--workspace", "--features", test::WINDOW])?;
    let portal = DemoPortal::start(&of_linux, &["--today", "2021-11-25"])?;
    let linux = Cli { program: of_linux, data: kabinet_cli::empty_folder("check-windows")?, clock: None };
    linux.read("sevencom", &portal.address)?;
    let wine = Wine::start()?;
    Console { wine: &wine, program: &program, linux: &linux, portal: &portal.address }.check()
}

fn target() -> Target {
    let linker = "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER".to_owned();
    let environment = vec![(linker, PathBuf::from("x86_64-w64-mingw32-gcc"))];
    Target { name: "x86_64-pc-windows-gnu", environment }
}

/// Runs a test program in the folder of its package.
fn run_test(wine: &Wine, program: &Path, folder: &Path) -> Result<()> {
    let mut command = wine.command(program, &[]);
    command.current_dir(folder).env("CARGO_MANIFEST_DIR", folder);
    command.env("INSTA_WORKSPACE_ROOT", process::root()).env("INSTA_UPDATE", "no");
    // The one skin of the release; the others are of Linux's tests.
    command.env("SKIN", "default");
    process::show(&command);
    ensure!(command.status()?.success(), "a test of {} fails under wine", folder.display());
    Ok(())
}
