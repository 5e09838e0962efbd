//! Checks that take minutes or install more programs than `setup`, so that `ci` does not run them.
//!
//! Those against programs that people really have print a matrix.

mod cross;
mod damage;
mod desktops;
pub mod faults;
mod histories;
pub mod instructions;
mod macos;
mod matrix;
mod packages;
mod readers;
pub mod windows;
mod workflows;

use std::env;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Subcommand;

use crate::{process, supply};

/// A check.
#[derive(Subcommand)]
pub enum Check {
    /// Opens 2200 damaged databases.
    Damage,
    /// Tries Kabinet with the notification daemons, trays and keyrings that people have.
    Desktops,
    /// Kills every command that writes at 510 points, and lets 1020 of its calls fail.
    Faults,
    /// Tries 10000 random histories of a computer with reminders and refreshes.
    Histories,
    /// Counts the instructions of reading and opening, and compares them with the accepted counts.
    Instructions {
        /// Writes the counts down as the accepted ones.
        #[arg(long)]
        accept: bool,
    },
    /// Checks the types of both programs for both Macs.
    Macos,
    /// Installs, upgrades and removes the packages of Linux in a clean root of Debian.
    Packages,
    /// Reads exported files with the programs that people open them in.
    Readers,
    /// Checks the packages of others by `deny.toml`.
    Supply {
        /// Writes the facts of known faults anew, for machines that cannot reach their database.
        #[arg(long)]
        accept: bool,
    },
    /// Builds both programs for Windows, and runs the command line and the tests under wine.
    Windows {
        /// Only builds both as a release has them, and prints their sizes.
        #[arg(long)]
        released: bool,
    },
    /// Checks the workflows of GitHub Actions.
    Workflows,
    /// Runs every other check, which takes hours.
    All,
}

impl Check {
    /// Sets up, then checks.
    ///
    /// # Errors
    /// If a cell of the matrix fails without a declared reason, or the check cannot be made.
    pub fn run(self) -> Result<()> {
        match self {
            Self::All => every_other(),
            Self::Damage => damage::run(),
            Self::Desktops => desktops::run(),
            Self::Faults => faults::run(),
            Self::Histories => histories::run(),
            Self::Instructions { accept } => instructions::run(accept),
            Self::Macos => macos::run(),
            Self::Packages => packages::run(),
            Self::Readers => readers::run(),
            Self::Supply { accept } => supply::check(accept),
            Self::Windows { released: false } => windows::run(),
            Self::Windows { released: true } => windows::build_released(),
            Self::Workflows => workflows::run(),
        }
    }
}

/// Runs every other check in a process of its own, also after one that fails.
fn every_other() -> Result<()> {
    let program = env::current_exe().context("this program has no path")?;
    let checks = Check::augment_subcommands(clap::Command::new("check"));
    let names = checks.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "all");
    let fails = |name: &&str| process::run(Command::new(&program).args(["check", name])).is_err();
    let failed: Vec<&str> = names.filter(fails).collect();
    ensure!(failed.is_empty(), "these checks failed: {}", failed.join(", "));
    Ok(())
}
