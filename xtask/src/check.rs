//! Checks that take minutes or install more programs than `setup`, so that `ci` does not run them.
//!
//! Those against programs that people really have print a matrix.

mod damage;
mod desktops;
pub mod faults;
mod histories;
mod matrix;
mod readers;

use anyhow::Result;
use clap::Subcommand;

use crate::supply;

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
    /// Reads exported files with the programs that people open them in.
    Readers,
    /// Checks the packages of others by `deny.toml`.
    Supply,
}

impl Check {
    /// Sets up, then checks.
    ///
    /// # Errors
    /// If a cell of the matrix fails without a declared reason, or the check cannot be made.
    pub fn run(self) -> Result<()> {
        match self {
            Self::Damage => damage::run(),
            Self::Desktops => desktops::run(),
            Self::Faults => faults::run(),
            Self::Histories => histories::run(),
            Self::Readers => readers::run(),
            Self::Supply => supply::check(),
        }
    }
}
