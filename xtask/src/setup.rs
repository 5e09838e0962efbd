//! The system's packages that building and testing need, beside Rust itself.

mod installer;
mod needs;
pub mod node;
pub mod readers;
mod system;

use std::process::Command;

use anyhow::{Result, ensure};

use crate::process;
use installer::{lacking, meet};
use needs::{CHECKED, COMPARED, COUNTED, CROSS, DESKTOPS, NEEDS, Need, PACKAGED, READERS, VENV};
use system::System;

/// Installs the packages for building, running and testing.
///
/// # Errors
/// If this machine has no known installer, or it fails; the error contains the command to type.
pub fn run() -> Result<()> {
    meet(&[NEEDS, READERS, COUNTED].concat())?;
    readers::install()
}

/// Installs the packages for building and running.
///
/// # Errors
/// See [`run`].
pub fn to_run() -> Result<()> {
    meet(NEEDS)
}

/// Installs the packages that one benchmark compares with.
///
/// # Errors
/// See [`run`].
pub fn to_compare() -> Result<()> {
    if !lacking(System::here(), COMPARED)?.is_empty() {
        println!("The shell of SQLite is needed for this benchmark only, to compare with.");
    }
    meet(COMPARED)
}

/// Installs the packages for building and for counting instructions.
///
/// # Errors
/// See [`run`].
pub fn to_count() -> Result<()> {
    meet(&[NEEDS, COUNTED].concat())
}

/// Installs the Python packages that the reading of pages is compared with.
///
/// # Errors
/// See [`run`].
pub fn to_compare_reading() -> Result<()> {
    println!("lxml is needed for this benchmark, to compare with; it is one of the packages of the tests.");
    meet(VENV)?;
    readers::install()
}

/// Installs everything for tests and, beside it, the programs that `check readers` tries.
///
/// # Errors
/// See [`run`].
pub fn to_check_readers() -> Result<()> {
    if !lacking(System::here(), CHECKED)?.is_empty() {
        println!("GnuCash, Skrooge and other large programs are needed for this check only.");
    }
    run()?;
    meet(CHECKED)?;
    readers::install_checked()?;
    show_versions(&[READERS, CHECKED].concat())
}

/// Prints the versions of the needed packages, where the system can tell them.
fn show_versions(needs: &[Need]) -> Result<()> {
    let system = System::here();
    if system != System::Debian {
        return Ok(());
    }
    let packages = needs.iter().flat_map(|need| need.on(system));
    process::run(Command::new("dpkg-query").arg("--show").args(packages))
}

/// Installs the programs by which packages are looked into and tried in a clean root.
///
/// # Errors
/// See [`run`].
pub fn to_check_packages() -> Result<()> {
    if !lacking(System::here(), PACKAGED)?.is_empty() {
        println!("debootstrap, rpm and validators are needed for this check only.");
    }
    meet(PACKAGED)
}

/// Installs Debian's own Rust with the sources of std, and wine.
///
/// # Errors
/// If this is no Debian, and see [`run`].
pub fn to_cross_check() -> Result<()> {
    ensure!(System::here() == System::Debian, "programs of other systems are built with Debian's Rust alone");
    if !lacking(System::here(), CROSS)?.is_empty() {
        println!("Debian's Rust, its compiler for Windows and wine (2.2 GB) are needed for this check only.");
    }
    to_run()?;
    meet(CROSS)
}

/// Installs the notification daemons, trays and keyrings that Kabinet is tried with.
///
/// # Errors
/// See [`run`].
pub fn to_check_desktops() -> Result<()> {
    if !lacking(System::here(), DESKTOPS)?.is_empty() {
        println!("These programs of other desktops are needed for this check only, to try Kabinet with.");
    }
    meet(DESKTOPS)
}
